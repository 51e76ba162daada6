/**
 * Prints the CRDs from the records: fabric8's generator first, then what our own annotations say.
 */
@NullMarked
package dev.slipway.api.printing;

import org.jspecify.annotations.NullMarked;
