package dev.slipway.controllers.release;

import dev.slipway.api.plan.BackupPolicy;
import dev.slipway.controllers.backup.OwnBackup;
import dev.slipway.controllers.step.Action;
import dev.slipway.controllers.step.Durations;
import dev.slipway.controllers.step.StepResult;
import dev.slipway.controllers.step.StepResult.Act;
import dev.slipway.controllers.step.StepResult.NotNeeded;
import dev.slipway.controllers.work.RunId;
import org.jspecify.annotations.Nullable;

/** A gate: there is a way back, complete and read back, before anything is changed. */
final class BackUp implements ReleaseStep {
  static final String STEP = "BackUp";

  private static final int UID = 36;

  @Override
  public StepResult evaluate(ReleaseView seen) {
    if (seen.spec().backup() == BackupPolicy.SKIP) {
      return new NotNeeded("spec.backup is Skip, and the environment allows it");
    }
    var own = own(seen);
    var backup = seen.backup();
    return backup == null
        ? new Act(new Action.Create(own.wanted(seen.spec().target())), "a Backup begins")
        : own.after(backup, isOverdue(seen), "BackupFailed", "BackupStalled");
  }

  /** Somebody has to act first; the app is not kept closed until they do. */
  private static boolean isOverdue(ReleaseView seen) {
    var patience = Durations.parse(seen.target().getSpec().quiesce().timeout());
    return seen.sinceBeginOf(STEP).compareTo(patience) > 0;
  }

  static String name(ReleaseView seen) {
    return own(seen).name();
  }

  /** That of another run of the same plan. */
  static String nameOf(ReleaseView seen, RunId run) {
    return own(seen, run).name();
  }

  private static OwnBackup own(ReleaseView seen) {
    return own(seen, seen.run());
  }

  private static OwnBackup own(ReleaseView seen, RunId id) {
    var run = id.value();
    var nonce = run.length() > UID ? run.substring(UID) : "-1";
    var suffix = "-" + run.substring(0, 4) + nonce;
    return new OwnBackup(seen.plan(), id, suffix, "PreRelease");
  }

  /** Where the backup of this run lies, if it has one. */
  static @Nullable String location(ReleaseView seen) {
    var backup = seen.backup();
    return backup == null || backup.getStatus() == null ? null : backup.getStatus().location();
  }
}
