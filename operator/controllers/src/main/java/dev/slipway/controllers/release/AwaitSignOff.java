package dev.slipway.controllers.release;

import dev.slipway.api.environment.SignOffPolicy;
import dev.slipway.api.plan.SignOff;
import dev.slipway.api.plan.Verdict;
import dev.slipway.api.status.StepStatus;
import dev.slipway.controllers.quiesce.Doors;
import dev.slipway.controllers.step.StepResult;
import dev.slipway.controllers.step.StepResult.Done;
import dev.slipway.controllers.step.StepResult.Fail;
import dev.slipway.controllers.step.StepResult.NotNeeded;
import dev.slipway.controllers.step.StepResult.Stall;
import dev.slipway.controllers.step.StepResult.Wait;
import java.time.Duration;
import java.util.List;

/**
 * Where the environment asks for it, a person looks at the app before users are back in. What was
 * said before there was anything to look at does not count.
 */
final class AwaitSignOff implements ReleaseStep {
  static final String STEP = "AwaitSignOff";

  private static final Duration RECHECK = Duration.ofMinutes(1);
  private static final Wait TOO_EARLY =
      new Wait(
          "a new sign-off: the one in spec.signOff was given before there was anything to look at."
              + " Take it out, look at the app, and sign off again",
          RECHECK);

  @Override
  public StepResult evaluate(ReleaseView seen) {
    if (seen.target().getSpec().signOff() == SignOffPolicy.NONE) {
      return new NotNeeded("the environment asks nobody");
    }
    var signOff = seen.spec().signOff();
    if (signOff == null) {
      return awaited(seen);
    }
    return isTooEarly(seen) ? TOO_EARLY : counted(signOff, seen);
  }

  /** It was there when the step was first asked, and has been since. */
  private static boolean isTooEarly(ReleaseView seen) {
    var note = seen.journal().entry(STEP).map(StepStatus::note);
    return note.isEmpty() || note.get().equals(TOO_EARLY.inWords());
  }

  private static StepResult counted(SignOff signOff, ReleaseView seen) {
    if (!new Gates(seen).isTrusted(signOff.by())) {
      return new Stall("GitNotTrusted", Gates.notTrusted("signOff"), RECHECK);
    }
    return signOff.verdict() == Verdict.ACCEPTED
        ? new Done("signed off by " + signOff.by())
        : new Fail("SignOffRejected", signOff.by() + " does not accept the release");
  }

  private static StepResult awaited(ReleaseView seen) {
    return new Wait(
        "sign-off by someone who may approve in "
            + seen.namespace()
            + ": look at the app"
            + place(Doors.shadows(seen.requireApp(), seen.recorded()), seen.namespace())
            + ", and set spec.signOff to {verdict: Accepted or Rejected, by: your name}",
        RECHECK);
  }

  private static String place(List<String> shadows, String namespace) {
    return shadows.isEmpty()
        ? ""
        : " through Service %s (kubectl port-forward -n %s svc/%s PORT)"
            .formatted(String.join(", ", shadows), namespace, shadows.getFirst());
  }
}
