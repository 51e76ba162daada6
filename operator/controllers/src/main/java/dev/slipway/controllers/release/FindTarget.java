package dev.slipway.controllers.release;

import static java.util.Objects.requireNonNullElse;

import dev.slipway.api.check.Check;
import dev.slipway.api.plan.BackupPolicy;
import dev.slipway.api.status.Condition;
import dev.slipway.controllers.check.Entrance;
import dev.slipway.controllers.quiesce.Recording;
import dev.slipway.controllers.step.Conditions;
import dev.slipway.controllers.step.MissingRights;
import dev.slipway.controllers.step.StepResult;
import dev.slipway.controllers.step.StepResult.Done;
import dev.slipway.controllers.step.StepResult.Stall;
import java.time.Duration;
import java.util.List;

/** The environment that is released into has to be there, and well. */
final class FindTarget implements ReleaseStep {
  private static final Duration RECHECK = Duration.ofSeconds(15);

  @Override
  public StepResult evaluate(ReleaseView seen) {
    var app = seen.app();
    if (seen.forbidden() != null) {
      return MissingRights.stall(seen.namespace(), seen.forbidden());
    }
    if (app == null) {
      return stall(
          "EnvironmentMissing",
          "there is no AppEnvironment "
              + seen.spec().target()
              + " in namespace "
              + seen.namespace()
              + ": create it, or correct spec.target");
    }
    if (asksForPages(seen) && Entrance.of(app, Recording.of(app, seen.now())).isEmpty()) {
      return stall(
          "ReferenceMissing",
          "spec.validation asks for pages, and no Service leads to the app: name one in health of"
              + " AppEnvironment "
              + seen.spec().target());
    }
    var hindrance = RunJobs.checks(seen).hindrance();
    if (hindrance.isPresent()) {
      return stall("ReferenceMissing", hindrance.get());
    }
    if (seen.spec().backup() == BackupPolicy.SKIP
        && !app.environment().getSpec().allowSkippingBackup()) {
      return stall(
          "BackupRequired",
          "spec.backup is Skip, and AppEnvironment "
              + seen.spec().target()
              + " does not allow that: set allowSkippingBackup there, or leave spec.backup out");
    }
    var closed = new Gates(seen).closed();
    if (closed.isPresent()) {
      return closed.get();
    }
    var status = app.environment().getStatus();
    var conditions = status == null ? List.<Condition>of() : status.conditions();
    return Conditions.holds(conditions, "Ready")
        ? new Done("AppEnvironment " + seen.spec().target() + " is ready")
        : stall(
            "EnvironmentNotReady",
            "AppEnvironment "
                + seen.spec().target()
                + " is not ready: "
                + Conditions.message(conditions, "Ready"));
  }

  private static boolean asksForPages(ReleaseView seen) {
    return requireNonNullElse(seen.spec().validation(), List.<Check>of()).stream()
        .anyMatch(it -> it.http() != null);
  }

  private static StepResult stall(String reason, String message) {
    return new Stall(reason, message, RECHECK);
  }
}
