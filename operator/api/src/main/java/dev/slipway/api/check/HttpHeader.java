package dev.slipway.api.check;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.slipway.api.schema.Line;
import dev.slipway.api.schema.Word;
import io.fabric8.generator.annotation.Required;

/** A header of a request. */
public record HttpHeader(
    @Required @JsonPropertyDescription("The header's name.") @Word String name,
    @Required @JsonPropertyDescription("The header's value.") @Line String value) {}
