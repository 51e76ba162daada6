package dev.slipway.api.restore;

import static java.util.Objects.requireNonNullElse;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.slipway.api.schema.Items;
import dev.slipway.api.schema.Line;
import dev.slipway.api.schema.ObjectName;
import dev.slipway.api.schema.Text;
import dev.slipway.api.schema.Word;
import dev.slipway.api.status.Condition;
import dev.slipway.api.status.Progress;
import dev.slipway.api.status.QuiesceRecord;
import dev.slipway.api.status.RecordLocation;
import dev.slipway.api.status.RunStatus;
import dev.slipway.api.status.StepStatus;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How far a restore is, what it waits for, and what came of it. */
public record RestoreStatus(
    @Items(max = 32, keys = "type")
        @JsonPropertyDescription("Ready, Reconciling, Stalled, Complete, Failed, Switched.")
        List<Condition> conditions,
    @JsonPropertyDescription("The generation of the spec that this status speaks of.")
        @Nullable Long observedGeneration,
    @JsonPropertyDescription("How far the restore is.") @Nullable RestorePhase phase,
    @JsonPropertyDescription("Who or what is awaited, in words.") @Nullable @Line String waitingFor,
    @Items(max = 64, keys = "name") @JsonPropertyDescription("The last attempt of each step.")
        List<StepStatus> steps,
    @JsonPropertyDescription("How far the running step is.") @Nullable Progress progress,
    @JsonPropertyDescription("What was changed to close the app, as it was before.")
        @Nullable QuiesceRecord quiesce,
    @JsonPropertyDescription("What applies where the spec leaves it to others.")
        @Nullable EffectiveRestore effective,
    @Items(max = 32, keys = "nonce") @JsonPropertyDescription("Runs that have ended.")
        List<RunStatus> runs,
    @JsonPropertyDescription("The Backup of the target as it was before.") @Nullable @ObjectName
        String safetyBackup,
    @JsonPropertyDescription("Rows that were restored.") @Nullable Long rows,
    @JsonPropertyDescription("When the run began.") @Nullable Instant startedAt,
    @JsonPropertyDescription("When the run ended.") @Nullable Instant finishedAt,
    @JsonPropertyDescription("What happens right now, in words.") @Nullable @Text String message,
    @JsonPropertyDescription("Where the record is.") @Nullable RecordLocation record,
    @JsonPropertyDescription("The nonce of the last answer that was acted upon.") @Nullable @Word
        String resolvedNonce) {
  public RestoreStatus {
    conditions = requireNonNullElse(conditions, List.of());
    steps = requireNonNullElse(steps, List.of());
    runs = requireNonNullElse(runs, List.of());
  }
}
