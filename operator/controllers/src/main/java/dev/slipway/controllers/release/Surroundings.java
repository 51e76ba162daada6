package dev.slipway.controllers.release;

import dev.slipway.api.plan.MigrationPlan;
import java.util.List;

/**
 * What beside target and source decides whether a release may begin.
 *
 * @param unenforced what is wrong with the policies that hold approvals to those who may give them
 * @param rivals other plans for the same target that have not ended
 */
record Surroundings(List<String> unenforced, List<MigrationPlan> rivals) {
  static final Surroundings NONE = new Surroundings(List.of(), List.of());

  Surroundings {
    unenforced = List.copyOf(unenforced);
    rivals = List.copyOf(rivals);
  }
}
