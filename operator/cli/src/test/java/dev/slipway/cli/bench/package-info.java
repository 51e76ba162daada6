/** What {@code make bench} runs: Slipway against the tools that people would use otherwise. */
@NullMarked
package dev.slipway.cli.bench;

import org.jspecify.annotations.NullMarked;
