package dev.slipway.api.backup;

import static java.util.Objects.requireNonNullElse;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.slipway.api.schema.Items;
import dev.slipway.api.schema.Line;
import dev.slipway.api.schema.Word;
import dev.slipway.api.status.Condition;
import dev.slipway.api.status.Progress;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is known of a backup. */
public record BackupStatus(
    @Items(max = 32, keys = "type")
        @JsonPropertyDescription(
            "Ready, Reconciling, Stalled, Complete, Failed, KeyMaterialInClear.")
        List<Condition> conditions,
    @JsonPropertyDescription("The generation of the spec that this status speaks of.")
        @Nullable Long observedGeneration,
    @JsonPropertyDescription("How far it is.") @Nullable BackupPhase phase,
    @JsonPropertyDescription("Why it was made.") @Nullable BackupReason reason,
    @JsonPropertyDescription("What applies where the spec leaves it to the environment.")
        @Nullable EffectiveBackup effective,
    @JsonPropertyDescription("Where it is stored.") @Nullable @Line String location,
    @JsonPropertyDescription("Its size, such as 640Mi.") @Nullable @Word String size,
    @Items(max = 64, keys = "name") @JsonPropertyDescription("What it consists of.")
        List<BackupFile> files,
    @JsonPropertyDescription("Rows in all tables.") @Nullable Long rows,
    @JsonPropertyDescription("Time between the snapshot of the database and the last file read.")
        @Nullable
        @Word
        String skew,
    @JsonPropertyDescription("When it began.") @Nullable Instant startedAt,
    @JsonPropertyDescription("When it ended.") @Nullable Instant finishedAt,
    @JsonPropertyDescription("When it was proven.") @Nullable Instant verifiedAt,
    @JsonPropertyDescription("How it was proven.") @Nullable Verification verifiedHow,
    @Items(max = 16) @JsonPropertyDescription("Versions of app, server and tools.")
        Map<String, @Word String> versions,
    @JsonPropertyDescription("How far it is, while it runs.") @Nullable Progress progress) {
  public BackupStatus {
    conditions = requireNonNullElse(conditions, List.of());
    files = requireNonNullElse(files, List.of());
    versions = requireNonNullElse(versions, Map.of());
  }
}
