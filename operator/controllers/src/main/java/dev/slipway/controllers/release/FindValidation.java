package dev.slipway.controllers.release;

import static java.util.Objects.requireNonNullElse;

import dev.slipway.api.environment.AppEnvironment;
import dev.slipway.api.environment.ConsumerRight;
import dev.slipway.api.environment.Upstream;
import dev.slipway.api.environment.ValidatedFile;
import dev.slipway.controllers.environment.ValidatedFiles;
import dev.slipway.controllers.step.Durations;
import dev.slipway.controllers.step.StepResult;
import dev.slipway.controllers.step.StepResult.Done;
import dev.slipway.controllers.step.StepResult.NotNeeded;
import dev.slipway.controllers.step.StepResult.Stall;
import dev.slipway.controllers.step.StepResult.Wait;
import dev.slipway.engine.FailureCode;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The very file has to be proven in every environment that comes before the target. */
final class FindValidation implements ReleaseStep {
  private static final String NOT_VALIDATED = FailureCode.NOT_VALIDATED.reason();
  private static final Duration RECHECK = Duration.ofSeconds(5);
  private static final Duration LONGEST_RECHECK = Duration.ofMinutes(1);

  @Override
  public StepResult evaluate(ReleaseView seen) {
    var wanted =
        requireNonNullElse(seen.target().getSpec().promotesFrom(), List.<Upstream>of()).stream()
            .filter(it -> it.evidence() == null)
            .toList();
    if (wanted.isEmpty()) {
      return new NotNeeded("no environment of this cluster comes before the target");
    }
    for (var upstream : wanted) {
      var obstacle = obstacle(upstream, seen);
      if (obstacle.isPresent()) {
        return obstacle.get();
      }
    }
    return new Done("the file is validated in every environment that comes before");
  }

  private static Optional<StepResult> obstacle(Upstream upstream, ReleaseView seen) {
    var found = seen.upstream().stream().filter(it -> isNamed(upstream, it)).findFirst();
    var proof = found.flatMap(it -> ValidatedFiles.find(it, seen.requireFile()));
    if (proof.isEmpty()) {
      return Optional.of(new Stall(NOT_VALIDATED, notValidated(upstream, seen), RECHECK));
    }
    if (!Consent.isGiven(found.get(), seen.namespace(), ConsumerRight.PROMOTE)) {
      return Optional.of(
          new Stall(
              "NotConsented",
              Consent.howToGive(found.get(), seen.namespace(), ConsumerRight.PROMOTE),
              RECHECK));
    }
    return left(upstream, proof.get(), seen).map(left -> soaking(upstream, proof.get(), left));
  }

  /** How long it has to stay proven until it counts; nothing once it does. */
  private static Optional<Duration> left(Upstream upstream, ValidatedFile proof, ReleaseView seen) {
    if (upstream.soak() == null) {
      return Optional.empty();
    }
    var since = requireNonNullElse(proof.since(), seen.now());
    var left = Duration.between(seen.now(), since.plus(Durations.parse(upstream.soak())));
    return left.isPositive() ? Optional.of(left) : Optional.empty();
  }

  /** Time alone mends it, so nobody is called. */
  private static StepResult soaking(Upstream upstream, ValidatedFile proof, Duration left) {
    return new Wait(
        "file "
            + proof.digest()
            + " to be validated in AppEnvironment "
            + inWords(upstream)
            + " for "
            + upstream.soak()
            + ": it is since "
            + proof.since()
            + ", and this plan goes on by itself in "
            + Durations.inWords(left),
        left.compareTo(LONGEST_RECHECK) < 0 ? left : LONGEST_RECHECK);
  }

  private static boolean isNamed(Upstream upstream, AppEnvironment environment) {
    return environment.getMetadata().getNamespace().equals(upstream.namespace())
        && environment.getMetadata().getName().equals(upstream.name());
  }

  private static String notValidated(Upstream upstream, ReleaseView seen) {
    return "file "
        + seen.requireFile()
        + " is not validated in AppEnvironment "
        + inWords(upstream)
        + ": release it there first; this plan goes on by itself once that has succeeded";
  }

  private static String inWords(Upstream upstream) {
    return upstream.namespace() + "/" + upstream.name();
  }
}
