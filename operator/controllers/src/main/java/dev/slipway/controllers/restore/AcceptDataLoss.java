package dev.slipway.controllers.restore;

import static java.util.Objects.requireNonNull;

import dev.slipway.controllers.step.StepResult;
import dev.slipway.controllers.step.StepResult.Done;
import dev.slipway.controllers.step.StepResult.NotNeeded;
import dev.slipway.controllers.step.StepResult.Stall;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Somebody has to say that what was written since the backup may go. Whether anything was, nobody
 * can tell yet: so it is always asked.
 */
final class AcceptDataLoss implements RestoreStep {
  private static final Duration RECHECK = Duration.ofMinutes(10);

  @Override
  public StepResult evaluate(RestoreView seen) {
    if (seen.isIndependent()) {
      return new NotNeeded("only an empty environment takes it in");
    }
    if (seen.backup() == null) {
      return atLocation(seen.spec().acceptDataLossSince());
    }
    var backupAt = startOfBackup(seen);
    var accepted = seen.spec().acceptDataLossSince();
    if (accepted != null && !accepted.isAfter(backupAt)) {
      return new Done("what was written since " + accepted + " may be lost");
    }
    return new Stall(
        "DataLossNotAccepted",
        ("the backup is of %s, and what was written since would be lost%s: if that may be, make this"
                + " restore anew with spec.acceptDataLossSince: \"%s\"")
            .formatted(
                backupAt, accepted == null ? "" : "; accepted is only since " + accepted, backupAt),
        RECHECK);
  }

  private static StepResult atLocation(@Nullable Instant accepted) {
    return accepted == null
        ? new Stall(
            "DataLossNotAccepted",
            "what was written since the backup would be lost: if that may be, make this restore anew"
                + " with spec.acceptDataLossSince, no later than the time of the backup",
            RECHECK)
        : new Done(
            "what was written since " + accepted + " may be lost, if the backup is no older");
  }

  private static Instant startOfBackup(RestoreView seen) {
    return requireNonNull(
        requireNonNull(seen.backup(), "the backup was found").getStatus().startedAt());
  }
}
