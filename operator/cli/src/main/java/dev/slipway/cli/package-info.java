/** The one program: every role of the image and every verb of the command line. */
@NullMarked
package dev.slipway.cli;

import org.jspecify.annotations.NullMarked;
