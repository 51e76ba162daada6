package dev.slipway.controllers.environment;

import static java.util.Comparator.comparing;
import static java.util.Objects.requireNonNullElse;
import static java.util.function.BinaryOperator.maxBy;
import static java.util.stream.Collectors.toMap;

import dev.slipway.api.environment.AppEnvironment;
import dev.slipway.api.environment.ValidatedFile;
import dev.slipway.api.plan.MigrationPlan;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The migration files that are proven in an environment, the newest proof first. */
public final class ValidatedFiles {
  private static final int KEPT = 20;
  private static final Comparator<ValidatedFile> BY_TIME = comparing(ValidatedFiles::since);

  private ValidatedFiles() {}

  /** The proof of a file in an environment. */
  public static Optional<ValidatedFile> find(AppEnvironment environment, String digest) {
    var status = environment.getStatus();
    return status == null
        ? Optional.empty()
        : status.validated().stream().filter(it -> it.digest().equals(digest)).findFirst();
  }

  /**
   * What was proven stays so when the plan's object is gone, until a later proof fails or the
   * configuration that was proven is changed. Each plan is heard once, so that what was withdrawn
   * is not proven again by the same words.
   *
   * @param heard when the last plan ended that was heard; absent: none was
   * @param drifted the file whose configuration somebody changed, where that counts; absent: none
   */
  static List<ValidatedFile> after(
      EnvironmentUsers users,
      List<ValidatedFile> before,
      @Nullable Instant heard,
      @Nullable String drifted) {
    return Stream.concat(
            before.stream(),
            users.plans().stream()
                .flatMap(ValidatedFiles::proven)
                .filter(it -> heard == null || since(it).isAfter(heard)))
        .collect(toMap(ValidatedFile::digest, Function.identity(), maxBy(BY_TIME)))
        .values()
        .stream()
        .filter(file -> users.plans().stream().noneMatch(plan -> disproves(plan, file)))
        .filter(file -> !file.digest().equals(drifted))
        .sorted(BY_TIME.reversed())
        .limit(KEPT)
        .toList();
  }

  private static Stream<ValidatedFile> proven(MigrationPlan plan) {
    var status = plan.getStatus();
    var claims = new PlanClaims(plan);
    return claims.prove() && status.file() != null
        ? Stream.of(
            new ValidatedFile(
                status.file(),
                status.finishedAt(),
                plan.getMetadata().getName(),
                claims.signedOffBy()))
        : Stream.empty();
  }

  private static boolean disproves(MigrationPlan plan, ValidatedFile file) {
    var status = plan.getStatus();
    return new PlanClaims(plan).disprove()
        && file.digest().equals(status.file())
        && status.finishedAt() != null
        && status.finishedAt().isAfter(since(file));
  }

  private static Instant since(ValidatedFile file) {
    return requireNonNullElse(file.since(), Instant.MIN);
  }
}
