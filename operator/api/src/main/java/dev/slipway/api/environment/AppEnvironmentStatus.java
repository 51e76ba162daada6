package dev.slipway.api.environment;

import static java.util.Objects.requireNonNullElse;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.slipway.api.schema.Digest;
import dev.slipway.api.schema.Items;
import dev.slipway.api.schema.ObjectName;
import dev.slipway.api.schema.Word;
import dev.slipway.api.status.Condition;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is known of an environment. Each field can be made anew from database, store and cluster.
 */
public record AppEnvironmentStatus(
    @Items(max = 32, keys = "type")
        @JsonPropertyDescription(
            "Ready, Reconciling, Stalled, Granted, DatabaseReachable, StoreReachable,"
                + " CredentialsValid, ScaleStable, Drifted, InMaintenance, BackupsCurrent.")
        List<Condition> conditions,
    @JsonPropertyDescription("The generation of the spec that this status speaks of.")
        @Nullable Long observedGeneration,
    @JsonPropertyDescription("What a worker saw of app and database.") @Nullable Facts facts,
    @JsonPropertyDescription(
            "The value of the annotation slipway.dev/observe that a look was begun for last.")
        @Nullable
        @Word
        String observedRequest,
    @JsonPropertyDescription("The migration file that this environment runs.") @Nullable @Digest
        String currentFile,
    @JsonPropertyDescription(
            "Since when that is so: when the plan or restore ended that left it behind.")
        @Nullable Instant currentFileSince,
    @Items(max = 20, keys = "digest") @JsonPropertyDescription("Files that are proven here.")
        List<ValidatedFile> validated,
    @JsonPropertyDescription("The newest complete backup.") @Nullable LastBackup lastBackup,
    @JsonPropertyDescription("The newest backup that was proven.")
        @Nullable LastVerifiedBackup lastVerifiedBackup,
    @JsonPropertyDescription("When the next scheduled backup starts.") @Nullable Instant nextBackup,
    @JsonPropertyDescription("What retention did last.") @Nullable RetentionResult retention,
    @JsonPropertyDescription("Configuration that changed without a release.") @Nullable Drift drift,
    @JsonPropertyDescription("Ready and wanted replicas of the workloads, such as 2/2.")
        @Nullable
        @Word
        String replicas,
    @JsonPropertyDescription("Who holds the environment: from Quiescing until it is open again.")
        @Nullable BusyWith busyWith,
    @Items(max = 64) @JsonPropertyDescription("Plans that wait for their turn, the next one first.")
        List<@ObjectName String> queue) {
  public AppEnvironmentStatus {
    conditions = requireNonNullElse(conditions, List.of());
    validated = requireNonNullElse(validated, List.of());
    queue = requireNonNullElse(queue, List.of());
  }
}
