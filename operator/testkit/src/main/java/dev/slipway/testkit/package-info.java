/** Real servers for tests, each on loopback and for as long as a test needs it. */
@NullMarked
package dev.slipway.testkit;

import org.jspecify.annotations.NullMarked;
