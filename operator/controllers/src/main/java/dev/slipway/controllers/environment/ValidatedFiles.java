package dev.slipway.controllers.environment;

import static java.util.Comparator.comparing;
import static java.util.Objects.requireNonNullElse;
import static java.util.function.BinaryOperator.maxBy;
import static java.util.stream.Collectors.toMap;

import dev.slipway.api.environment.ValidatedFile;
import dev.slipway.api.plan.MigrationPlan;
import dev.slipway.api.plan.PlanPhase;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/** The migration files that are proven in an environment, the newest proof first. */
final class ValidatedFiles {
  private static final int KEPT = 20;
  private static final Comparator<ValidatedFile> BY_TIME = comparing(ValidatedFiles::since);

  private ValidatedFiles() {}

  /** What was proven stays so when the plan's object is gone, until a later proof fails. */
  static List<ValidatedFile> after(EnvironmentUsers users, List<ValidatedFile> before) {
    return Stream.concat(before.stream(), users.plans().stream().flatMap(ValidatedFiles::proven))
        .collect(toMap(ValidatedFile::digest, Function.identity(), maxBy(BY_TIME)))
        .values()
        .stream()
        .filter(file -> users.plans().stream().noneMatch(plan -> disproves(plan, file)))
        .sorted(BY_TIME.reversed())
        .limit(KEPT)
        .toList();
  }

  private static Stream<ValidatedFile> proven(MigrationPlan plan) {
    var status = plan.getStatus();
    return status.phase() == PlanPhase.SUCCEEDED
            && new PlanClaims(plan).holds("Validated")
            && status.file() != null
        ? Stream.of(
            new ValidatedFile(
                status.file(), status.finishedAt(), plan.getMetadata().getName(), null))
        : Stream.empty();
  }

  private static boolean disproves(MigrationPlan plan, ValidatedFile file) {
    var status = plan.getStatus();
    var claims = new PlanClaims(plan);
    return (status.phase() == PlanPhase.FAILED || status.phase() == PlanPhase.ROLLED_BACK)
        && file.digest().equals(status.file())
        && claims.holds("Applied")
        && claims.isDenied("Validated")
        && status.finishedAt() != null
        && status.finishedAt().isAfter(since(file));
  }

  private static Instant since(ValidatedFile file) {
    return requireNonNullElse(file.since(), Instant.MIN);
  }
}
