package dev.slipway.controllers.news;

import dev.slipway.api.backup.Backup;
import dev.slipway.api.plan.MigrationPlan;
import dev.slipway.api.restore.Restore;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A run that is at work.
 *
 * @param progress a digest of what it has come to
 * @param since when that was first seen
 */
record RunFigures(Map<String, String> labels, int progress, Instant since) {
  /** In these it has ended, or waits for people or for its time to come. */
  private static final Set<String> AT_REST =
      Set.of(
          "Pending",
          "WaitingForApproval",
          "WaitingForWindow",
          "WaitingForSignOff",
          "NeedsAttention",
          "Succeeded",
          "Complete",
          "Failed",
          "RolledBack",
          "Aborted");

  static boolean isAtWork(Glance glance) {
    return glance.phase() != null && !AT_REST.contains(glance.phase());
  }

  static RunFigures of(HasMetadata object, Glance glance, Instant now) {
    var labels =
        Map.of(
            "kind", object.getKind(),
            "namespace", object.getMetadata().getNamespace(),
            "name", object.getMetadata().getName());
    return new RunFigures(
        new TreeMap<>(labels), Objects.hash(glance.phase(), progress(object)), now);
  }

  /** The same progress, seen again, is as old as it was. */
  RunFigures after(RunFigures seenNow) {
    return seenNow.progress == progress ? this : seenNow;
  }

  private static @Nullable Object progress(HasMetadata object) {
    return switch (object) {
      case MigrationPlan plan ->
          Arrays.asList(plan.getStatus().step(), plan.getStatus().progress());
      case Restore restore ->
          Arrays.asList(restore.getStatus().steps(), restore.getStatus().progress());
      case Backup backup -> backup.getStatus().progress();
      default -> null;
    };
  }
}
