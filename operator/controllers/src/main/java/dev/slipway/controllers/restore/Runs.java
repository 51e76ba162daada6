package dev.slipway.controllers.restore;

import static dev.slipway.api.restore.RestorePhase.PENDING;
import static java.util.Objects.requireNonNullElse;

import dev.slipway.api.restore.EffectiveRestore;
import dev.slipway.api.restore.Restore;
import dev.slipway.api.restore.RestorePhase;
import dev.slipway.api.restore.RestoreStatus;
import dev.slipway.api.status.RunStatus;
import dev.slipway.controllers.work.RunId;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The runs of one restore: each nonce makes one, and none is made twice. */
final class Runs {
  private static final int KEPT = 32;

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

  /** What was aborted is not run again, nor is what goes. */
  static boolean isWantedAgain(Restore restore) {
    var nonce = restore.getSpec().runNonce();
    var status = restore.getStatus();
    return nonce != null
        && !nonce.isEmpty()
        && status != null
        && status.phase() != null
        && status.phase().isEnd()
        && !restore.getSpec().abort()
        && restore.getMetadata().getDeletionTimestamp() == null
        && Stream.concat(Stream.of(nonceOf(restore)), status.runs().stream().map(RunStatus::nonce))
            .noneMatch(nonce::equals);
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

  static List<RunStatus> with(
      List<RunStatus> before, String nonce, RestorePhase outcome, @Nullable String record) {
    var word = outcome == RestorePhase.COMPLETE ? "Complete" : "Failed";
    var all =
        Stream.concat(before.stream(), Stream.of(new RunStatus(nonce, word, record))).toList();
    return all.subList(Math.max(0, all.size() - KEPT), all.size());
  }
}
