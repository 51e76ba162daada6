/**
 * The contract between operator and worker: what is to be done, and what came of it.
 *
 * <p>The operator writes a {@link dev.slipway.engine.order.WorkOrder} as JSON and starts a worker
 * beside it. The worker shows its progress as lines of JSON on its standard output, and leaves a
 * {@link dev.slipway.engine.order.WorkReport}, which is all that the operator ever needs of it.
 * Every order may be given again, word for word or as a later attempt, whatever became of the
 * workers before: what an earlier one brought to its end is found and reported, not done twice.
 * {@code operator/docs/work-orders.md} says for each kind how.
 */
@NullMarked
package dev.slipway.engine.order;

import org.jspecify.annotations.NullMarked;
