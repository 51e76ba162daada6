/** The chart on an API server on which nothing runs: who may do what with it. */
@NullMarked
package dev.slipway.e2e.chart;

import org.jspecify.annotations.NullMarked;
