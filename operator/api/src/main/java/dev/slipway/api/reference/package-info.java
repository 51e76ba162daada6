/** How one object names another, a Secret's key or a ConfigMap. */
@NullMarked
package dev.slipway.api.reference;

import org.jspecify.annotations.NullMarked;
