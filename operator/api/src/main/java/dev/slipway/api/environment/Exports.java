package dev.slipway.api.environment;

import static java.util.Objects.requireNonNullElse;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.slipway.api.schema.Items;
import dev.slipway.api.schema.TableName;
import java.util.List;

/** What may leave an environment. */
public record Exports(
    @Items(max = 256, distinct = true)
        @JsonPropertyDescription("Tables whose rows never leave, whatever a rule says.")
        List<@TableName String> deny) {
  public Exports {
    deny = requireNonNullElse(deny, List.of());
  }
}
