package dev.slipway.api.plan;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.slipway.api.backup.Verification;
import dev.slipway.api.schema.Line;
import dev.slipway.api.schema.Word;
import org.jspecify.annotations.Nullable;

/** What applies to a plan where its spec leaves it to others. */
public record EffectivePlan(
    @JsonPropertyDescription("Who lets the release begin.") @Nullable ApprovalMode approval,
    @JsonPropertyDescription("How far the pre-release backup is proven.")
        @Nullable Verification verify,
    @JsonPropertyDescription("The worker's image, which stays the same for the whole run.")
        @Nullable
        @Line
        String workerImage,
    @JsonPropertyDescription("The nonce of the run that the rest of the status is about.")
        @Nullable
        @Word
        String runNonce) {}
