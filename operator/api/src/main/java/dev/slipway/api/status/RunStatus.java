package dev.slipway.api.status;

import static java.util.Objects.requireNonNullElse;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.slipway.api.schema.Line;
import dev.slipway.api.schema.Word;
import io.fabric8.generator.annotation.Required;
import org.jspecify.annotations.Nullable;

/** A run that has ended. */
public record RunStatus(
    @JsonInclude(JsonInclude.Include.ALWAYS)
        @Required
        @JsonPropertyDescription("The run's nonce; empty for the first.")
        @Word
        String nonce,
    @Required @JsonPropertyDescription("How it ended: the last phase.") @Word String outcome,
    @JsonPropertyDescription("Where its record is.") @Nullable @Line String record) {
  public RunStatus {
    nonce = requireNonNullElse(nonce, "");
  }
}
