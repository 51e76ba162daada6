/** What is to be said about a build, a preview or a comparison: each with where and what to do. */
@NullMarked
package dev.slipway.engine.finding;

import org.jspecify.annotations.NullMarked;
