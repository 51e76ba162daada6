package dev.slipway.controllers.release;

import dev.slipway.api.environment.AppEnvironment;
import dev.slipway.api.environment.ConsumerRight;
import dev.slipway.api.environment.Stage;
import dev.slipway.api.reference.ObjectReference;
import dev.slipway.controllers.step.StepResult;
import dev.slipway.controllers.step.StepResult.Done;
import dev.slipway.controllers.step.StepResult.Stall;
import dev.slipway.controllers.step.StepResult.Wait;
import java.time.Duration;
import java.util.List;

/** What is released has to be there, and its owners have to let it go. */
final class FindSource implements ReleaseStep {
  private static final Duration RECHECK = Duration.ofSeconds(5);

  @Override
  public StepResult evaluate(ReleaseView seen) {
    var source = seen.spec().source();
    if (source.environments() != null) {
      return environments(source.environments(), seen);
    }
    return source.plan() != null
        ? plan(source.plan(), seen)
        : new Done("the file is named by its digest");
  }

  /** All of them, or the first that stands in the way. */
  private static StepResult environments(List<ObjectReference> wanted, ReleaseView seen) {
    StepResult result = new Done("nothing is wanted");
    for (var one : wanted) {
      result = environment(one, seen);
      if (!(result instanceof Done)) {
        return result;
      }
    }
    return wanted.size() == 1
        ? result
        : new Done(wanted.size() + " AppEnvironments let this namespace have what they hold");
  }

  private static StepResult environment(ObjectReference wanted, ReleaseView seen) {
    var found = seen.source().environment(wanted);
    if (found.isEmpty()) {
      return missing(wanted);
    }
    var environment = found.get();
    if (environment.getMetadata().getUid().equals(seen.target().getMetadata().getUid())) {
      return stall(
          "SourceIsTarget",
          "AppEnvironment " + inWords(wanted) + " is both source and target: correct one of them");
    }
    return environment.getSpec().stage() == Stage.DEVELOPMENT
        ? consented(environment, ConsumerRight.BUILD, seen)
        : stall(
            "SourceNotDevelopment",
            "AppEnvironment "
                + inWords(wanted)
                + " is no Development environment: files are built from those only; take the file"
                + " of a plan with source.plan");
  }

  static StepResult missing(ObjectReference environment) {
    return stall(
        "SourceMissing",
        "there is no AppEnvironment "
            + inWords(environment)
            + ": create it, or correct spec.source.environments");
  }

  private static StepResult plan(ObjectReference wanted, ReleaseView seen) {
    var plan = seen.source().plan();
    if (plan == null) {
      return stall("SourceMissing", "there is no MigrationPlan " + inWords(wanted));
    }
    if (seen.source().environments().isEmpty()) {
      return stall(
          "SourceMissing",
          "the target of MigrationPlan "
              + inWords(wanted)
              + " is gone: name the file by its digest");
    }
    return seen.file().isEmpty()
        ? new Wait("MigrationPlan " + inWords(wanted) + " to have a file", RECHECK)
        : consented(seen.source().environments().getFirst(), ConsumerRight.PROMOTE, seen);
  }

  private static StepResult consented(
      AppEnvironment environment, ConsumerRight right, ReleaseView seen) {
    var name = environment.getMetadata().getNamespace() + "/" + environment.getMetadata().getName();
    var app = environment.getSpec().app();
    if (!app.equals(seen.target().getSpec().app())) {
      return stall(
          "AnotherApp",
          "AppEnvironment "
              + name
              + " is of the app "
              + app
              + ", and the target is of "
              + seen.target().getSpec().app()
              + ": releases stay within one app");
    }
    return Consent.isGiven(environment, seen.namespace(), right)
        ? new Done("AppEnvironment " + name + " lets this namespace have it")
        : stall("NotConsented", Consent.howToGive(environment, seen.namespace(), right));
  }

  private static StepResult stall(String reason, String message) {
    return new Stall(reason, message, RECHECK);
  }

  private static String inWords(ObjectReference reference) {
    return reference.namespace() + "/" + reference.name();
  }
}
