package dev.slipway.engine.fence;

import java.util.List;

/**
 * What a move of the fence did to the sessions that were open.
 *
 * @param ended how many were ended
 * @param left those that were not, since they belong to a role that ours may not end, or since they
 *     would not end in time; raised fence or not, they may write
 */
public record FenceReport(int ended, List<OpenSession> left) {
  static final FenceReport NOTHING = new FenceReport(0, List.of());

  public FenceReport {
    left = List.copyOf(left);
  }
}
