package dev.slipway.api.plan;

import static java.util.Objects.requireNonNullElse;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.slipway.api.check.Check;
import dev.slipway.api.schema.DurationText;
import dev.slipway.api.schema.Fixed;
import dev.slipway.api.schema.Fixed.Since;
import dev.slipway.api.schema.Items;
import dev.slipway.api.schema.ObjectName;
import dev.slipway.api.schema.Text;
import dev.slipway.api.schema.Word;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;
import org.jspecify.annotations.Nullable;

@ValidationRule(
    value = "!has(self.rules) || has(self.source.environments)",
    message =
        "rules travel inside the file and cannot change a finished one: leave rules out, or build from"
            + " source.environments")
@ValidationRule(
    value = "!has(self.merge) || has(self.source.environments)",
    message = "merge belongs to source.environments: a finished file is merged already")
@ValidationRule(
    value = "!has(oldSelf.abort) || !oldSelf.abort || (has(self.abort) && self.abort)",
    message = "an abort cannot be taken back: make a new plan")
public record MigrationPlanSpec(
    @Fixed(Since.CREATED)
        @JsonPropertyDescription(
            "Who wrote the plan: your own name, or git where a GitOps controller brings it.")
        @Nullable
        @Word
        String createdBy,
    @Fixed(Since.STARTED)
        @JsonPropertyDescription("What this release brings, for those who approve it.")
        @Nullable
        @Text
        String description,
    @Required
        @Fixed(Since.STARTED)
        @JsonPropertyDescription("The AppEnvironment of this namespace that is released into.")
        @ObjectName
        String target,
    @Required @Fixed(Since.STARTED) @JsonPropertyDescription("Where the migration file comes from.")
        Source source,
    @JsonPropertyDescription("How each table is taken along; travels inside the file.")
        @Nullable Rules rules,
    @JsonPropertyDescription("How files of several environments become one.") @Nullable Merge merge,
    @Fixed(Since.QUIESCING)
        @Items(max = 64, keys = "finding")
        @JsonPropertyDescription(
            "Findings about this target that are overruled; they do not travel.")
        @Nullable List<AcceptedFinding> accept,
    @Default("{}")
        @Fixed(Since.STARTED)
        @JsonPropertyDescription("What may happen to the target's structure.")
        Structure structure,
    @JsonPropertyDescription("Who lets the release begin.") @Nullable Approval approval,
    @JsonPropertyDescription("What a person says of the release, where the environment asks.")
        @Nullable SignOff signOff,
    @Fixed(Since.QUIESCING)
        @JsonPropertyDescription("When the app may be closed; absent: at any time.")
        @Nullable Window window,
    @Default("Required")
        @Fixed(Since.STARTED)
        @JsonPropertyDescription(
            "Whether there is a backup before; Skip needs allowSkippingBackup of the environment.")
        BackupPolicy backup,
    @Fixed(Since.STARTED)
        @Items(max = 32, keys = "name")
        @JsonPropertyDescription("What has to hold before users are let in again.")
        @Nullable List<Check> validation,
    @Fixed(Since.STARTED)
        @JsonPropertyDescription(
            "How long the app has to stay well, once validated, before it opens.")
        @Nullable
        @DurationText
        String soak,
    @Default("Rollback")
        @Fixed(Since.STARTED)
        @JsonPropertyDescription("What becomes of a release that fails after it was applied.")
        OnFailure onFailure,
    @Default(DEFAULT_DEADLINE)
        @Fixed(Since.STARTED)
        @JsonPropertyDescription(
            "How long, from the start of Quiescing, until the release is given up; it never interrupts"
                + " a rollback.")
        @DurationText
        String deadline,
    @Default("false")
        @Fixed(Since.REOPENING)
        @JsonPropertyDescription("Set it to true to give the release up; it cannot be taken back.")
        boolean abort,
    @JsonPropertyDescription("A person's answer to NeedsAttention.") @Nullable Resolve resolve,
    @JsonPropertyDescription("A value not seen before runs a finished plan again.") @Nullable @Word
        String runNonce) {
  private static final String DEFAULT_DEADLINE = "2h";

  public MigrationPlanSpec {
    structure = requireNonNullElse(structure, Structure.DEFAULT);
    backup = requireNonNullElse(backup, BackupPolicy.REQUIRED);
    onFailure = requireNonNullElse(onFailure, OnFailure.ROLLBACK);
    deadline = requireNonNullElse(deadline, DEFAULT_DEADLINE);
  }
}
