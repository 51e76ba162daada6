package dev.slipway.api.environment;

import static java.util.Objects.requireNonNullElse;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.slipway.api.reference.ConfigMapReference;
import dev.slipway.api.schema.DurationText;
import dev.slipway.api.schema.ExactlyOneOf;
import dev.slipway.api.schema.Items;
import dev.slipway.api.schema.ObjectName;
import io.fabric8.generator.annotation.Default;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The page that users see while their app is closed. */
@ExactlyOneOf({"services", "front"})
public record Maintenance(
    @Items(max = 16, distinct = true)
        @JsonPropertyDescription("Services whose selector is switched to the page.")
        @Nullable List<@ObjectName String> services,
    @JsonPropertyDescription(
            "A Service that Slipway makes and owns, for the Ingress to name: it leads where"
                + " health.service does. For clusters where others reset selectors.")
        @Nullable
        @ObjectName
        String front,
    @JsonPropertyDescription("A page of your own, under the key index.html.")
        @Nullable ConfigMapReference page,
    @Default(DEFAULT_RETRY_AFTER)
        @JsonPropertyDescription("What the page tells programs to wait.")
        @DurationText
        String retryAfter) {
  private static final String DEFAULT_RETRY_AFTER = "10m";

  public Maintenance {
    retryAfter = requireNonNullElse(retryAfter, DEFAULT_RETRY_AFTER);
  }
}
