package dev.slipway.api.plan;

import static java.util.Objects.requireNonNullElse;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.slipway.api.schema.Identifier;
import dev.slipway.api.schema.Items;
import dev.slipway.api.schema.Statement;
import dev.slipway.api.schema.TableName;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One rule for some tables. */
@ValidationRule(value = "self.tables.size() > 0", message = "name at least one table")
@ValidationRule(
    value = "!has(self.match) || self.rule in ['Upsert', 'InsertIgnore']",
    message = "match belongs to the rules Upsert and InsertIgnore")
@ValidationRule(
    value = "!has(self.where) || self.rule in ['Overwrite', 'Upsert', 'InsertIgnore']",
    message = "where belongs to the rules that take rows along: Overwrite, Upsert and InsertIgnore")
public record TableRule(
    @Required
        @Items(max = 64, distinct = true)
        @JsonPropertyDescription("Names of tables; a * at the end stands for any rest.")
        List<@TableName String> tables,
    @Required @JsonPropertyDescription("How they are taken along.") Rule rule,
    @Items(max = 16, distinct = true)
        @JsonPropertyDescription(
            "A unique key that rows are matched by, instead of the primary key.")
        @Nullable List<@Identifier String> match,
    @Items(max = 64, distinct = true)
        @JsonPropertyDescription("Columns whose values in the target stay as they are.")
        List<@Identifier String> preserveColumns,
    @JsonPropertyDescription("Only rows for which this SQL expression is true are taken along.")
        @Nullable
        @Statement
        String where) {
  public TableRule {
    tables = requireNonNullElse(tables, List.of());
    preserveColumns = requireNonNullElse(preserveColumns, List.of());
  }
}
