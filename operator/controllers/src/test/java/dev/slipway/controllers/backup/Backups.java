package dev.slipway.controllers.backup;

import dev.slipway.api.SlipwaySerialization;
import dev.slipway.api.backup.Backup;
import dev.slipway.engine.order.BackedUp;
import dev.slipway.engine.order.BackedUp.StoredFile;
import dev.slipway.engine.order.WorkReport;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.time.Instant;
import java.util.List;
import java.util.Map;

final class Backups {
  static final BackedUp MADE =
      new BackedUp(
          "crm-dev.crm/uid",
          1_572_864,
          42,
          List.of(new StoredFile("database.dump.zst", 1_572_800, "ab12")),
          Instant.parse("2026-11-21T09:00:00Z"),
          Instant.parse("2026-11-21T09:01:30Z"),
          Instant.parse("2026-11-21T09:02:00.5Z"),
          "17.11",
          18);
  static final WorkReport DONE = WorkReport.done("42 rows in 1 file, read back", MADE);

  private static final KubernetesSerialization YAML = SlipwaySerialization.create();

  private Backups() {}

  /**
   * @param more of the spec, as the inside of a YAML mapping; may be empty
   */
  static Backup backup(String more) {
    return YAML.unmarshal(
        """
        apiVersion: slipway.dev/v1alpha1
        kind: Backup
        metadata: {name: before-import}
        spec: {environment: crm, %s}
        """
            .formatted(more),
        Backup.class);
  }

  /** The same as the API server gives it back. */
  static Backup stored(String more, Map<String, String> labels) {
    var backup = backup(more);
    backup.setMetadata(
        new ObjectMetaBuilder()
            .withName("before-import")
            .withNamespace("crm-dev")
            .withUid("9f8e7d6c-0000-0000-0000-000000000000")
            .withGeneration(1L)
            .withLabels(labels)
            .build());
    return backup;
  }
}
