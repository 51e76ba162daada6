package dev.slipway.api.plan;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.slipway.api.schema.Statement;
import dev.slipway.api.schema.Word;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.ValidationRule;

/** How the values of a column are taken over where its type changes. */
@ValidationRule(
    value = "self.column.matches('^[^.]+[.][^.]+$')",
    message = "column must be table.column, such as orders.quantity")
public record Cast(
    @Required @JsonPropertyDescription("The column, as table.column.") @Word String column,
    @Required @JsonPropertyDescription("An SQL expression over the old value.") @Statement
        String using) {}
