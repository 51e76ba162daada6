/** What users read, held true: links lead somewhere, examples say what Slipway takes. */
@NullMarked
package dev.slipway.e2e.pages;

import org.jspecify.annotations.NullMarked;
