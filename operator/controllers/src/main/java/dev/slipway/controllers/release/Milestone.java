package dev.slipway.controllers.release;

import dev.slipway.api.plan.MigrationPlanSpec;
import dev.slipway.api.plan.PlanPhase;
import dev.slipway.controllers.step.Journal;
import java.util.List;
import java.util.Optional;

/** What a release has reached, as conditions tell it. Each is about the steps of some phases. */
enum Milestone {
  FILE_PREPARED("FilePrepared"),
  PREFLIGHT_PASSED("PreflightPassed"),
  APPROVED("Approved"),
  QUIESCED("Quiesced"),
  BACKUP_READY("BackupReady"),
  APPLIED("Applied"),
  VALIDATED("Validated"),
  ROLLED_BACK("RolledBack"),
  REOPENED("Reopened");

  private final String condition;

  Milestone(String condition) {
    this.condition = condition;
  }

  String condition() {
    return condition;
  }

  /** Those that may stand in the way of success, in the order in which they are reached. */
  static List<Milestone> onTheWay() {
    return List.of(
        FILE_PREPARED, PREFLIGHT_PASSED, APPROVED, QUIESCED, BACKUP_READY, APPLIED, VALIDATED);
  }

  static Optional<Milestone> in(PlanPhase phase) {
    return switch (phase) {
      case PENDING, BUILDING -> Optional.of(FILE_PREPARED);
      case PREFLIGHT -> Optional.of(PREFLIGHT_PASSED);
      case WAITING_FOR_APPROVAL -> Optional.of(APPROVED);
      case WAITING_FOR_WINDOW, QUIESCING -> Optional.of(QUIESCED);
      case BACKING_UP -> Optional.of(BACKUP_READY);
      case MIGRATING -> Optional.of(APPLIED);
      case RESTARTING, VALIDATING, WAITING_FOR_SIGN_OFF -> Optional.of(VALIDATED);
      case ROLLING_BACK -> Optional.of(ROLLED_BACK);
      case REOPENING -> Optional.of(REOPENED);
      case SUCCEEDED, ROLLED_BACK, NEEDS_ATTENTION, FAILED, ABORTED -> Optional.empty();
    };
  }

  boolean isReached(Journal journal, MigrationPlanSpec plan) {
    var steps =
        Route.of(journal).stream()
            .flatMap(route -> route.steps(plan).stream())
            .filter(step -> in(step.phase()).filter(this::equals).isPresent())
            .toList();
    return !steps.isEmpty() && steps.stream().allMatch(step -> journal.isSettled(step.name()));
  }
}
