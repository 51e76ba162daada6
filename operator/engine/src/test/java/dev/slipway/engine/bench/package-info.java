/** What the tests of several engine parts stand on. */
@NullMarked
package dev.slipway.engine.bench;

import org.jspecify.annotations.NullMarked;
