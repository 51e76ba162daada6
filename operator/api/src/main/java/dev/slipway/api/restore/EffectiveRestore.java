package dev.slipway.api.restore;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.slipway.api.schema.Line;
import dev.slipway.api.schema.Word;
import org.jspecify.annotations.Nullable;

/** What applies to a restore where its spec leaves it to others. */
public record EffectiveRestore(
    @JsonPropertyDescription("Whether the target is backed up before.")
        @Nullable SafetyBackup safetyBackup,
    @JsonPropertyDescription("The worker's image, which stays the same for the whole run.")
        @Nullable
        @Line
        String workerImage,
    @JsonPropertyDescription("The nonce of the run that this status speaks of; absent: the first.")
        @Nullable
        @Word
        String runNonce,
    @JsonPropertyDescription("The version of the app in the backup, as far as it tells.")
        @Nullable
        @Word
        String appVersion) {}
