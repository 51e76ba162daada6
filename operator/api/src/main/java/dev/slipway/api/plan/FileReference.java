package dev.slipway.api.plan;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.slipway.api.schema.Digest;
import io.fabric8.generator.annotation.Required;

/** A migration file by its name. */
public record FileReference(
    @Required @JsonPropertyDescription("The SHA-256 that names the file.") @Digest String digest) {}
