package dev.slipway.controllers.release;

import dev.slipway.api.check.Check;
import dev.slipway.api.environment.AppEnvironmentSpec;
import dev.slipway.api.environment.DriftPolicy;
import dev.slipway.api.environment.Fence;
import dev.slipway.api.environment.SignOffPolicy;
import dev.slipway.api.environment.Upstream;
import dev.slipway.api.plan.MigrationPlanSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * What the API has and this version cannot do. A promise that cannot be kept is not taken: the
 * release is refused before anything is touched.
 */
final class NotYet {
  private final List<String> fields = new ArrayList<>();

  private NotYet() {}

  /** The fields that are set, in words. */
  static List<String> of(MigrationPlanSpec plan, AppEnvironmentSpec target) {
    var notYet = new NotYet();
    notYet.plan(plan);
    notYet.target(target);
    notYet.add(
        "validation with http where the target has no health",
        target.health() == null
            && plan.validation() != null
            && plan.validation().stream().map(Check::http).anyMatch(Objects::nonNull));
    return List.copyOf(notYet.fields);
  }

  private void plan(MigrationPlanSpec plan) {
    var environments = plan.source().environments();
    add("source.environments with more than one", environments != null && environments.size() > 1);
    add("merge", plan.merge() != null);
    add("window", plan.window() != null);
    add("soak", plan.soak() != null);
    add("runNonce", plan.runNonce() != null && !plan.runNonce().isEmpty());
    add(
        "validation with a job",
        plan.validation() != null
            && plan.validation().stream().map(Check::job).anyMatch(Objects::nonNull));
  }

  private void target(AppEnvironmentSpec target) {
    var upstream = target.promotesFrom();
    add("the target's preset", target.preset() != null);
    add("the target's maintenance.front", front(target));
    add("the target's quiesce.fence Role", target.quiesce().fence() == Fence.ROLE);
    add("the target's signOff Required", target.signOff() == SignOffPolicy.REQUIRED);
    add("the target's driftPolicy Block", target.driftPolicy() == DriftPolicy.BLOCK);
    add("the target's separateApprover", target.separateApprover());
    add("the target's stores.backups.encryption", encrypts(target));
    add(
        "the target's promotesFrom with evidence or soak",
        upstream != null && upstream.stream().anyMatch(NotYet::asksForMore));
  }

  private static boolean front(AppEnvironmentSpec target) {
    return target.maintenance() != null && target.maintenance().front() != null;
  }

  private static boolean encrypts(AppEnvironmentSpec target) {
    var backups = target.stores().backups();
    return backups.encryption() != null || backups.requireEncryption();
  }

  private static boolean asksForMore(Upstream upstream) {
    return upstream.evidence() != null || upstream.soak() != null;
  }

  private void add(String field, boolean isSet) {
    if (isSet) {
      fields.add(field);
    }
  }
}
