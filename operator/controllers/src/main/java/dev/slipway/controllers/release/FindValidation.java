package dev.slipway.controllers.release;

import static java.util.Objects.requireNonNullElse;

import dev.slipway.api.environment.AppEnvironment;
import dev.slipway.api.environment.ConsumerRight;
import dev.slipway.api.environment.Upstream;
import dev.slipway.controllers.step.StepResult;
import dev.slipway.controllers.step.StepResult.Done;
import dev.slipway.controllers.step.StepResult.NotNeeded;
import dev.slipway.controllers.step.StepResult.Stall;
import java.time.Duration;
import java.util.List;

/** The very file has to be proven in every environment that comes before the target. */
final class FindValidation implements ReleaseStep {
  private static final Duration RECHECK = Duration.ofSeconds(5);

  @Override
  public StepResult evaluate(ReleaseView seen) {
    var wanted = requireNonNullElse(seen.target().getSpec().promotesFrom(), List.<Upstream>of());
    if (wanted.isEmpty()) {
      return new NotNeeded("no environment comes before the target");
    }
    for (var upstream : wanted) {
      var environment =
          seen.upstream().stream().filter(it -> isNamed(upstream, it)).findFirst().orElse(null);
      if (environment == null || !isValidated(environment, seen.requireFile())) {
        return new Stall("NotValidated", notValidated(upstream, seen), RECHECK);
      }
      if (!Consent.isGiven(environment, seen.namespace(), ConsumerRight.PROMOTE)) {
        return new Stall(
            "NotConsented",
            Consent.howToGive(environment, seen.namespace(), ConsumerRight.PROMOTE),
            RECHECK);
      }
    }
    return new Done("the file is validated in every environment that comes before");
  }

  private static boolean isNamed(Upstream upstream, AppEnvironment environment) {
    return environment.getMetadata().getNamespace().equals(upstream.namespace())
        && environment.getMetadata().getName().equals(upstream.name());
  }

  private static boolean isValidated(AppEnvironment environment, String file) {
    return environment.getStatus() != null
        && environment.getStatus().validated().stream().anyMatch(it -> it.digest().equals(file));
  }

  private static String notValidated(Upstream upstream, ReleaseView seen) {
    return "file "
        + seen.requireFile()
        + " is not validated in AppEnvironment "
        + upstream.namespace()
        + "/"
        + upstream.name()
        + ": release it there first; this plan goes on by itself once that has succeeded";
  }
}
