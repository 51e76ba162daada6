package dev.slipway.api.environment;

import static java.util.Objects.requireNonNullElse;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.slipway.api.schema.DurationText;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;

/** How an app is brought to rest for a release. */
public record Quiesce(
    @Default("1")
        @Min(0)
        @Max(1)
        @JsonPropertyDescription("How many replicas stay meanwhile: one, or none.")
        Integer replicas,
    @Default("Database") @JsonPropertyDescription("What keeps writers out.") Fence fence,
    @Default(DEFAULT_TIMEOUT)
        @JsonPropertyDescription("How long the app may take to come to rest.")
        @DurationText
        String timeout) {
  private static final String DEFAULT_TIMEOUT = "5m";

  static final Quiesce DEFAULT = new Quiesce(1, Fence.DATABASE, DEFAULT_TIMEOUT);

  public Quiesce {
    replicas = requireNonNullElse(replicas, 1);
    fence = requireNonNullElse(fence, Fence.DATABASE);
    timeout = requireNonNullElse(timeout, DEFAULT_TIMEOUT);
  }
}
