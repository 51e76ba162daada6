package dev.slipway.engine.apply;

import dev.slipway.engine.rules.Rule;

/**
 * What becomes of the rows of one table of the target.
 *
 * @param kept those that stay as they are and are not written again: they are right already, or the
 *     rule leaves them alone
 */
public record TableCounts(
    String table, Rule rule, long added, long changed, long removed, long kept) {
  boolean isUnchanged() {
    return added == 0 && changed == 0 && removed == 0;
  }
}
