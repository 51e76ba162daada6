package dev.slipway.api.environment;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.slipway.api.schema.Word;
import org.jspecify.annotations.Nullable;

/** An app's plugins in short. */
public record PluginFacts(
    @JsonPropertyDescription("How many are there.") @Nullable Integer count,
    @JsonPropertyDescription("A digest of their names and versions: equal where these are equal.")
        @Nullable
        @Word
        String digest) {}
