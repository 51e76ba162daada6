package dev.slipway.api.backup;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import org.jspecify.annotations.Nullable;

/** What applies to a backup where its spec leaves it to the environment. */
public record EffectiveBackup(
    @JsonPropertyDescription("How far it is proven.") @Nullable Verification verify) {}
