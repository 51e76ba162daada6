package dev.slipway.api.plan;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.slipway.api.reference.ObjectReference;
import dev.slipway.api.schema.Identifier;
import dev.slipway.api.schema.Items;
import dev.slipway.api.schema.Line;
import io.fabric8.generator.annotation.Required;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which side is taken where two environments changed the same thing. */
public record Resolution(
    @Required @JsonPropertyDescription("The table.") @Identifier String table,
    @Items(max = 16)
        @JsonPropertyDescription("The row, by its key's columns; absent: the whole table.")
        @Nullable Map<String, @Line String> key,
    @Required @JsonPropertyDescription("The environment that is right.") ObjectReference take) {}
