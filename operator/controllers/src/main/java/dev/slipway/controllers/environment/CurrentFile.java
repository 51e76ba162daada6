package dev.slipway.controllers.environment;

import dev.slipway.api.plan.MigrationPlan;
import dev.slipway.api.plan.PlanPhase;
import dev.slipway.api.restore.Restore;
import dev.slipway.api.restore.RestorePhase;
import java.time.Instant;
import java.util.Comparator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The migration file that an environment runs: what the last plan or restore left behind. Since
 * their objects may be gone, what is known stands until one ends later.
 *
 * @param digest absent where nobody knows it
 * @param since when that plan or restore ended
 */
record CurrentFile(@Nullable String digest, @Nullable Instant since) {
  static CurrentFile after(EnvironmentUsers users, CurrentFile before) {
    return Stream.concat(ends(users), users.plans().stream().flatMap(it -> takenBack(it, users)))
        .filter(end -> !end.instant().isBefore(before.instant()))
        .max(Comparator.comparing(CurrentFile::instant))
        .orElse(before);
  }

  private static Stream<CurrentFile> ends(EnvironmentUsers users) {
    return Stream.concat(
        users.plans().stream().flatMap(CurrentFile::leftBehind),
        users.restores().stream().flatMap(CurrentFile::leftBehind));
  }

  /** What was there before is there again; unknown where the plan of that is gone. */
  private static Stream<CurrentFile> takenBack(MigrationPlan plan, EnvironmentUsers users) {
    var end = plan.getStatus().finishedAt();
    if (end == null || !new PlanClaims(plan).isTakenBack()) {
      return Stream.empty();
    }
    return Stream.of(
        new CurrentFile(
            ends(users)
                .filter(it -> it.instant().isBefore(end))
                .max(Comparator.comparing(CurrentFile::instant))
                .map(CurrentFile::digest)
                .orElse(null),
            end));
  }

  private static Stream<CurrentFile> leftBehind(MigrationPlan plan) {
    var status = plan.getStatus();
    return isInForce(plan) && status.file() != null && status.finishedAt() != null
        ? Stream.of(new CurrentFile(status.file(), status.finishedAt()))
        : Stream.empty();
  }

  /**
   * A release that failed may have been opened all the same, with its rows in place; and one that
   * succeeded may have had nothing to do.
   */
  private static boolean isInForce(MigrationPlan plan) {
    var phase = plan.getStatus().phase();
    var claims = new PlanClaims(plan);
    return (phase == PlanPhase.SUCCEEDED || phase == PlanPhase.FAILED)
        && claims.holds("Applied")
        && !claims.holds("RolledBack");
  }

  /**
   * A restored database runs the file that it ran when it was backed up, which only the backup's
   * manifest knows; until that is read here, the file is unknown.
   */
  private static Stream<CurrentFile> leftBehind(Restore restore) {
    var status = restore.getStatus();
    // a restore that failed once its rows were in place has replaced them all the same
    var replaced =
        status.phase() == RestorePhase.COMPLETE
            || (status.phase() == RestorePhase.FAILED && status.rows() != null);
    return replaced && status.finishedAt() != null
        ? Stream.of(new CurrentFile(null, status.finishedAt()))
        : Stream.empty();
  }

  private Instant instant() {
    return since == null ? Instant.MIN : since;
  }
}
