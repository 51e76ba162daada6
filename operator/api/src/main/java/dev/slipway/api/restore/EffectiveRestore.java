package dev.slipway.api.restore;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import org.jspecify.annotations.Nullable;

/** What applies to a restore where its spec leaves it to others. */
public record EffectiveRestore(
    @JsonPropertyDescription("Whether the target is backed up before.")
        @Nullable SafetyBackup safetyBackup) {}
