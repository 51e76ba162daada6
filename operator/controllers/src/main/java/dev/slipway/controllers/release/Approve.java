package dev.slipway.controllers.release;

import static java.util.Objects.requireNonNull;

import dev.slipway.api.plan.ApprovalMode;
import dev.slipway.api.plan.PreviewSummary;
import dev.slipway.api.status.StepStatus;
import dev.slipway.controllers.step.Journal;
import dev.slipway.controllers.step.StepResult;
import dev.slipway.controllers.step.StepResult.Done;
import dev.slipway.controllers.step.StepResult.NotNeeded;
import dev.slipway.controllers.step.StepResult.Wait;
import java.time.Duration;
import java.time.Instant;

/** Somebody has to have read the preview, and to agree to that very one. */
final class Approve implements ReleaseStep {
  static final String STEP = "Approve";

  static final String CHANGED = "the plan or the gates of the environment were changed since";

  private static final Duration RECHECK = Duration.ofMinutes(10);

  private static final Wait VOID =
      new Wait(
          "a new approval: "
              + CHANGED
              + " it was given. Take spec.approval.preview and by out, read the preview, and approve"
              + " again",
          RECHECK);

  /** The journal of a release whose approval does not count any more. */
  static Journal voided(Journal journal, Instant now) {
    return journal.begun(STEP, now).noted(STEP, 0, VOID, now);
  }

  @Override
  public StepResult evaluate(ReleaseView seen) {
    var gates = new Gates(seen);
    var closed = gates.closed();
    if (closed.isPresent()) {
      return closed.get();
    }
    if (seen.approvalMode() == ApprovalMode.AUTOMATIC) {
      return new NotNeeded("nobody is asked");
    }
    var summary = requireNonNull(seen.status().preview(), "the preview was made");
    var preview = summary.digest();
    var approval = seen.spec().approval();
    if (approval != null && isVoid(seen)) {
      return VOID;
    }
    if (approval == null || approval.preview() == null) {
      return new Wait(
          "approval by someone who may approve in "
              + seen.namespace()
              + ": set spec.approval.preview to "
              + preview
              + ", and by to your name"
              + closedFor(summary),
          RECHECK);
    }
    return approval.preview().equals(preview)
        ? gates.refused(approval).orElseGet(() -> new Done("approved by " + approval.by()))
        : new Wait(
            "approval of what the release would do now: preview "
                + preview
                + "; the approval names "
                + approval.preview(),
            RECHECK);
  }

  /** Until somebody has taken it back, it is the one that was void. */
  private static boolean isVoid(ReleaseView seen) {
    return seen.journal()
            .entry(STEP)
            .map(StepStatus::note)
            .filter(VOID.inWords()::equals)
            .isPresent()
        && seen.approvedPreview() != null;
  }

  private static String closedFor(PreviewSummary preview) {
    return preview.closedForAbout() == null
        ? ""
        : " (the app will be closed for about " + preview.closedForAbout() + ")";
  }
}
