package dev.slipway.controllers.release;

import dev.slipway.api.plan.MigrationPlan;
import java.util.List;

/**
 * What beside target and source decides whether a release may begin.
 *
 * @param unenforced what is wrong with the policies that hold approvals to those who may give them
 * @param unheld what is wrong with the policy that keeps others from opening what is closed
 * @param rivals other plans for the same target, or for one that has its workloads or its database
 */
record Surroundings(List<String> unenforced, List<String> unheld, List<MigrationPlan> rivals) {
  static final Surroundings NONE = new Surroundings(List.of(), List.of(), List.of());

  Surroundings {
    unenforced = List.copyOf(unenforced);
    unheld = List.copyOf(unheld);
    rivals = List.copyOf(rivals);
  }
}
