package dev.slipway.api.plan;

import static java.util.Objects.requireNonNullElse;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.slipway.api.schema.Fixed;
import dev.slipway.api.schema.Fixed.Since;
import dev.slipway.api.schema.Items;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How each table is taken along. */
@ValidationRule(
    value =
        "!has(self.tables) || self.tables.all(r, r.tables.all(t, self.tables.exists_one(o, t in"
            + " o.tables)))",
    message = "a table stands in more than one rule: name each table once")
public record Rules(
    @Default("Preset")
        @Fixed(Since.STARTED)
        @JsonPropertyDescription(
            "The app's own tables. A rule other than Preset applies only where the preset says"
                + " Overwrite.")
        BuiltInRule builtIn,
    @Default("SchemaOnly")
        @Fixed(Since.STARTED)
        @JsonPropertyDescription("Tables that users of the app defined.")
        Rule userDefined,
    @Fixed(Since.STARTED)
        @Items(max = 32)
        @JsonPropertyDescription("Tables with a rule of their own.")
        @Nullable List<TableRule> tables,
    @Fixed(Since.STARTED)
        @Items(max = 128, keys = "column")
        @JsonPropertyDescription("How values are taken over where a column's type changes.")
        @Nullable List<Cast> casts,
    @Fixed(Since.QUIESCING)
        @Items(max = 64, keys = "finding")
        @JsonPropertyDescription("Findings of the build that are overruled; they travel along.")
        @Nullable List<AcceptedFinding> accept) {
  public Rules {
    builtIn = requireNonNullElse(builtIn, BuiltInRule.PRESET);
    userDefined = requireNonNullElse(userDefined, Rule.SCHEMA_ONLY);
  }
}
