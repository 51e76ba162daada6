/** Measures an operator with as much to look after as a large company has. */
@NullMarked
package dev.slipway.cli.bench.operator;

import org.jspecify.annotations.NullMarked;
