package dev.slipway.api.environment;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What retention did last. */
public record RetentionResult(
    @JsonPropertyDescription("Backups that stay.") @Nullable Integer kept,
    @JsonPropertyDescription("Backups that were removed.") @Nullable Integer pruned,
    @JsonPropertyDescription("Backups that stay because they are pinned, locked or in use.")
        @Nullable
        @JsonProperty("protected")
        Integer protectedCount,
    @JsonPropertyDescription("When.") @Nullable Instant at) {}
