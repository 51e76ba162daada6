package dev.slipway.api.environment;

import static java.util.Objects.requireNonNullElse;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.slipway.api.schema.Items;
import dev.slipway.api.schema.Line;
import dev.slipway.api.schema.ObjectName;
import io.fabric8.generator.annotation.Required;
import java.util.List;

/** A claim with files that belong to the app's data. */
public record StorageClaim(
    @Required
        @JsonPropertyDescription("Name of a PersistentVolumeClaim in this namespace.")
        @ObjectName
        String claim,
    @Items(max = 64, distinct = true)
        @JsonPropertyDescription("Patterns of files that are left out, such as logs/**.")
        List<@Line String> exclude) {
  public StorageClaim {
    exclude = requireNonNullElse(exclude, List.of());
  }
}
