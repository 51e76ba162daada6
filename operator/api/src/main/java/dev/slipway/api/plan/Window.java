package dev.slipway.api.plan;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.slipway.api.schema.ExactlyOneOf;
import org.jspecify.annotations.Nullable;

/** When an app may be closed. */
@ExactlyOneOf({"once", "recurring"})
public record Window(
    @JsonPropertyDescription("One stretch of time.") @Nullable OnceWindow once,
    @JsonPropertyDescription("A stretch of time that comes again.")
        @Nullable RecurringWindow recurring) {}
