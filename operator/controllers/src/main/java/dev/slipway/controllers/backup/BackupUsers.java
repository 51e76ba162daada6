package dev.slipway.controllers.backup;

import static java.util.Objects.requireNonNullElse;

import dev.slipway.api.backup.Backup;
import dev.slipway.api.backup.BackupStatus;
import dev.slipway.api.plan.MigrationPlan;
import dev.slipway.api.plan.PlanPhase;
import dev.slipway.api.restore.Restore;
import dev.slipway.api.restore.RestorePhase;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Who needs a backup: a release that may go back to it, a restore that is to read it, another
 * object that has taken up the same.
 */
record BackupUsers(KubernetesClient client) {
  Optional<BackupUser> of(Backup backup) {
    return run(backup)
        .map(words -> new BackupUser(words, false))
        .or(() -> twin(backup).map(words -> new BackupUser(words, true)));
  }

  /** A location has the UID of the environment's backup in it: it means the same everywhere. */
  private Optional<String> twin(Backup backup) {
    var location = location(backup);
    return location.isEmpty()
        ? Optional.empty()
        : client.resources(Backup.class).inAnyNamespace().list().getItems().stream()
            .filter(it -> !it.getMetadata().getUid().equals(backup.getMetadata().getUid()))
            .filter(it -> it.getMetadata().getDeletionTimestamp() == null)
            .filter(it -> location(it).equals(location))
            .map(
                it ->
                    "Backup "
                        + it.getMetadata().getName()
                        + " in namespace "
                        + it.getMetadata().getNamespace())
            .findFirst();
  }

  private static Optional<String> location(Backup backup) {
    return Optional.ofNullable(backup.getStatus()).map(BackupStatus::location);
  }

  private Optional<String> run(Backup backup) {
    var metadata = backup.getMetadata();
    var plans =
        client
            .resources(MigrationPlan.class)
            .inNamespace(metadata.getNamespace())
            .list()
            .getItems()
            .stream()
            .filter(plan -> needs(plan, metadata.getName()))
            .map(plan -> "MigrationPlan " + plan.getMetadata().getName());
    var restores =
        client.resources(Restore.class).inAnyNamespace().list().getItems().stream()
            .filter(restore -> needs(restore, backup))
            .map(
                restore ->
                    "Restore "
                        + restore.getMetadata().getName()
                        + " in namespace "
                        + restore.getMetadata().getNamespace());
    return Stream.concat(plans, restores).findFirst();
  }

  private static boolean needs(MigrationPlan plan, String backup) {
    var status = plan.getStatus();
    return status != null
        && backup.equals(status.backup())
        && !requireNonNullElse(status.phase(), PlanPhase.PENDING).isEnd();
  }

  private static boolean needs(Restore restore, Backup backup) {
    var status = restore.getStatus();
    var phase = status == null ? null : status.phase();
    if (requireNonNullElse(phase, RestorePhase.PENDING).isEnd()) {
      return false;
    }
    var own = restore.getMetadata().getNamespace();
    var here = backup.getMetadata().getNamespace();
    var name = backup.getMetadata().getName();
    var source = restore.getSpec().backup();
    var reads =
        name.equals(source.name()) && here.equals(requireNonNullElse(source.namespace(), own));
    return reads || (here.equals(own) && status != null && name.equals(status.safetyBackup()));
  }
}
