package dev.slipway.api.status;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.slipway.api.schema.Line;
import dev.slipway.api.schema.Word;
import org.jspecify.annotations.Nullable;

/** How far the running step is. */
public record Progress(
    @JsonPropertyDescription("How much is done.") @Nullable Long done,
    @JsonPropertyDescription("How much there is.") @Nullable Long total,
    @JsonPropertyDescription("What is counted, such as tables or bytes.") @Nullable @Word
        String unit,
    @JsonPropertyDescription("How fast it goes.") @Nullable @Word String rate,
    @JsonPropertyDescription("The same for people, such as 84/120 tables.") @Nullable @Line
        String text) {}
