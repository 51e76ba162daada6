package dev.slipway.api.restore;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.slipway.api.schema.Word;
import io.fabric8.generator.annotation.Required;

/** A person's answer to a restore that needs attention. */
public record RestoreResolve(
    @Required @JsonPropertyDescription("What is to be done.") RestoreAction action,
    @Required @JsonPropertyDescription("A value not used before: an answer counts once.") @Word
        String nonce) {}
