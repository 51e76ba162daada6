/** What a release takes along: rules, preset and catalog brought together, table by table. */
@NullMarked
package dev.slipway.engine.selection;

import org.jspecify.annotations.NullMarked;
