package dev.slipway.controllers.backup;

import dev.slipway.api.backup.Backup;
import dev.slipway.api.backup.BackupScope;
import dev.slipway.api.backup.BackupSpec;
import dev.slipway.api.backup.DeletionPolicy;
import dev.slipway.api.backup.Verification;
import dev.slipway.controllers.step.Conditions;
import dev.slipway.controllers.step.StepResult;
import dev.slipway.controllers.step.StepResult.Done;
import dev.slipway.controllers.step.StepResult.Fail;
import dev.slipway.controllers.step.StepResult.Wait;
import dev.slipway.controllers.work.Labels;
import dev.slipway.controllers.work.RunId;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.time.Duration;

/**
 * The Backup that a release or a restore makes for itself while the app is closed. Its name is the
 * run's own, so that it is found again whatever is forgotten; one of that name that another run
 * made is none.
 *
 * @param reason why it is made, as its label says
 */
public record OwnBackup(HasMetadata owner, RunId run, String suffix, String reason) {
  private static final Duration POLL = Duration.ofSeconds(1);
  private static final int LONGEST_NAME_OF_OWNER = 200;

  public String name() {
    var name = owner.getMetadata().getName();
    return name.substring(0, Math.min(name.length(), LONGEST_NAME_OF_OWNER)) + suffix;
  }

  public Backup wanted(String environment) {
    var backup = new Backup();
    backup.setMetadata(
        new ObjectMetaBuilder()
            .withName(name())
            .withNamespace(owner.getMetadata().getNamespace())
            .addToLabels(Labels.RUN, run.value())
            .addToLabels(Labels.BACKUP_REASON, reason)
            .build());
    backup.setSpec(
        new BackupSpec(
            environment,
            BackupScope.FULL,
            "before " + owner.getKind() + " " + owner.getMetadata().getName(),
            Verification.CHECKSUM,
            null,
            false,
            DeletionPolicy.RETAIN,
            null));
    return backup;
  }

  /**
   * What the Backup that is there comes to.
   *
   * @param isOverdue whether people have been waited for long enough, now that the app is closed
   * @param failed the reason where it has failed
   * @param stalled the reason where people are waited for no longer
   */
  public StepResult after(Backup found, boolean isOverdue, String failed, String stalled) {
    var words = "Backup " + found.getMetadata().getName();
    if (!isOurs(found)) {
      return new Fail(
          failed, words + " is there and is of another run: remove it, or choose another name");
    }
    if (found.getStatus() == null) {
      return new Wait(words, POLL);
    }
    var claims = found.getStatus().conditions();
    if (Conditions.holds(claims, "Failed")) {
      return new Fail(failed, words + ": " + Conditions.message(claims, "Failed"));
    }
    if (Conditions.holds(claims, "Complete")) {
      return new Done(words + " is complete and read back");
    }
    return Conditions.holds(claims, "Stalled") && isOverdue
        ? new Fail(stalled, words + ": " + Conditions.message(claims, "Stalled"))
        : new Wait(words, POLL);
  }

  private boolean isOurs(Backup found) {
    var labels = found.getMetadata().getLabels();
    return labels != null && run.value().equals(labels.get(Labels.RUN));
  }
}
