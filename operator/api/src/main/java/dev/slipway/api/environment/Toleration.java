package dev.slipway.api.environment;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.slipway.api.schema.Word;
import org.jspecify.annotations.Nullable;

/** A taint of nodes that a pod tolerates, as in a pod. */
public record Toleration(
    @JsonPropertyDescription("The taint's key; absent with Exists: every taint.") @Nullable @Word
        String key,
    @JsonPropertyDescription("Exists or Equal; absent: Equal.")
        @Nullable TolerationOperator operator,
    @JsonPropertyDescription("The taint's value, with Equal.") @Nullable @Word String value,
    @JsonPropertyDescription("The taint's effect; absent: every effect.")
        @Nullable TaintEffect effect,
    @JsonPropertyDescription("How long NoExecute is borne; absent: for ever.")
        @Nullable Long tolerationSeconds) {}
