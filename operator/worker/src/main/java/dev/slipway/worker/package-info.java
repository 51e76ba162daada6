/** Runs one work order in the pod of a Job and reports what came of it. */
@NullMarked
package dev.slipway.worker;

import org.jspecify.annotations.NullMarked;
