package dev.slipway.api.status;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.slipway.api.schema.Text;
import dev.slipway.api.schema.Word;
import io.fabric8.generator.annotation.Required;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The last attempt at one step. */
public record StepStatus(
    @Required @JsonPropertyDescription("The step.") @Word String name,
    @Required @JsonPropertyDescription("How far it is.") StepState state,
    @JsonPropertyDescription("Which attempt this is, counted from 1.") @Nullable Integer attempt,
    @JsonPropertyDescription("When it began.") @Nullable Instant startedAt,
    @JsonPropertyDescription("When it ended.") @Nullable Instant finishedAt,
    @JsonPropertyDescription("What came of it.") @Nullable @Text String note) {}
