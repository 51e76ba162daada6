package dev.slipway.controllers.restore;

import static dev.slipway.api.restore.RestorePhase.PENDING;
import static java.util.Objects.requireNonNullElse;

import dev.slipway.api.restore.EffectiveRestore;
import dev.slipway.api.restore.Restore;
import dev.slipway.api.restore.RestorePhase;
import dev.slipway.api.restore.RestoreStatus;
import dev.slipway.api.status.RunStatus;
import dev.slipway.controllers.step.PastRuns;
import dev.slipway.controllers.step.Words;
import dev.slipway.controllers.work.RunId;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The runs of one restore: each nonce makes one, and none is made twice. */
final class Runs {
  private Runs() {}

  /** The run under way keeps its nonce, whatever the spec says by now. */
  static String nonceOf(Restore restore) {
    var begun =
        Optional.ofNullable(restore.getStatus())
            .map(RestoreStatus::effective)
            .map(it -> requireNonNullElse(it.runNonce(), ""));
    return begun.orElseGet(() -> requireNonNullElse(restore.getSpec().runNonce(), ""));
  }

  static RunId idOf(Restore restore) {
    return RunId.of(restore, nonceOf(restore));
  }

  static boolean isWantedAgain(Restore restore) {
    var spec = restore.getSpec();
    var status = restore.getStatus();
    return status != null
        && status.phase() != null
        && status.phase().isEnd()
        && past(restore).isWantedAgain(restore, spec.runNonce(), spec.abort());
  }

  /** The status with which the next run begins: of those before only their ends are left. */
  static RestoreStatus anew(Restore restore) {
    var before = restore.getStatus();
    return new RestoreStatus(
        List.of(),
        null,
        PENDING,
        null,
        List.of(),
        null,
        null,
        new EffectiveRestore(null, null, restore.getSpec().runNonce(), null),
        before.runs(),
        null,
        null,
        null,
        null,
        null,
        null,
        before.resolvedNonce());
  }

  /** With the end of the run under way. */
  static List<RunStatus> withEnd(Restore restore, RestorePhase outcome, @Nullable String record) {
    return past(restore).withEnd(Words.of(outcome), record);
  }

  private static PastRuns past(Restore restore) {
    var status = restore.getStatus();
    return new PastRuns(nonceOf(restore), status == null ? List.of() : status.runs());
  }
}
