package dev.slipway.api.environment;

import static java.util.Objects.requireNonNullElse;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.slipway.api.schema.Identifier;
import dev.slipway.api.schema.Items;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Configuration that changed without a release. */
public record Drift(
    @JsonPropertyDescription("Since when.") @Nullable Instant since,
    @JsonPropertyDescription("In how many tables.") @Nullable Integer count,
    @Items(max = 64) @JsonPropertyDescription("In which; the first of them where they are many.")
        List<@Identifier String> tables) {
  public Drift {
    tables = requireNonNullElse(tables, List.of());
  }
}
