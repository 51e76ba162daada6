package dev.slipway.api.plan;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.slipway.api.schema.Word;
import io.fabric8.generator.annotation.Required;

/** A person's answer to a plan that needs attention. */
public record Resolve(
    @Required @JsonPropertyDescription("What is to be done.") ResolveAction action,
    @Required @JsonPropertyDescription("A value not used before: an answer counts once.") @Word
        String nonce) {}
