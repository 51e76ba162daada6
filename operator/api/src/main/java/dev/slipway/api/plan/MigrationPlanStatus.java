package dev.slipway.api.plan;

import static java.util.Objects.requireNonNullElse;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.slipway.api.schema.Digest;
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

/** How far a release is, what it waits for, and what came of it. */
public record MigrationPlanStatus(
    @Items(max = 32, keys = "type")
        @JsonPropertyDescription(
            "Ready, Reconciling, Stalled, Complete, Failed; FilePrepared, PreflightPassed,"
                + " Approved, Quiesced, BackupReady, Applied, Validated, Reopened, RolledBack,"
                + " Recorded.")
        List<Condition> conditions,
    @JsonPropertyDescription("The generation of the spec that this status speaks of.")
        @Nullable Long observedGeneration,
    @JsonPropertyDescription("How far the release is.") @Nullable PlanPhase phase,
    @JsonPropertyDescription("Who or what is awaited, in words.") @Nullable @Line String waitingFor,
    @JsonPropertyDescription("The step that runs or ran last.") @Nullable @Word String step,
    @JsonPropertyDescription("What happens right now, in words.") @Nullable @Text String message,
    @JsonPropertyDescription("The migration file.") @Nullable @Digest String file,
    @Items(
            max = 16,
            keys = {"namespace", "name"})
        @JsonPropertyDescription("Of a merged release: what each environment brings.")
        List<SourceFile> sources,
    @JsonPropertyDescription("What the release would do, in short.")
        @Nullable PreviewSummary preview,
    @Items(max = 256)
        @JsonPropertyDescription("Variables that the release needs and the target lacks.")
        List<@Word String> missingVariables,
    @JsonPropertyDescription("The pre-release Backup.") @Nullable @ObjectName String backup,
    @Items(max = 64, keys = "name") @JsonPropertyDescription("The last attempt of each step.")
        List<StepStatus> steps,
    @JsonPropertyDescription("How far the running step is.") @Nullable Progress progress,
    @JsonPropertyDescription("What was changed to close the app, as it was before.")
        @Nullable QuiesceRecord quiesce,
    @JsonPropertyDescription("What applies where the spec leaves it to others.")
        @Nullable EffectivePlan effective,
    @JsonPropertyDescription("Who approved.") @Nullable @Word String approvedBy,
    @JsonPropertyDescription("Where the release record is.") @Nullable RecordLocation record,
    @Items(max = 32, keys = "nonce") @JsonPropertyDescription("Runs that have ended.")
        List<RunStatus> runs,
    @JsonPropertyDescription("The nonce of the last answer that was acted upon.") @Nullable @Word
        String resolvedNonce,
    @JsonPropertyDescription("When the run began.") @Nullable Instant startedAt,
    @JsonPropertyDescription("When the run ended.") @Nullable Instant finishedAt,
    @JsonPropertyDescription("How long the run took.") @Nullable @Word String duration,
    @JsonPropertyDescription("For how many seconds the app was closed.")
        @Nullable Long maintenanceSeconds) {
  public MigrationPlanStatus {
    conditions = requireNonNullElse(conditions, List.of());
    sources = requireNonNullElse(sources, List.of());
    missingVariables = requireNonNullElse(missingVariables, List.of());
    steps = requireNonNullElse(steps, List.of());
    runs = requireNonNullElse(runs, List.of());
  }
}
