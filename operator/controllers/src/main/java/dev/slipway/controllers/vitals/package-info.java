/** How the operator is, for those who have to know without reading its log. */
@NullMarked
package dev.slipway.controllers.vitals;

import org.jspecify.annotations.NullMarked;
