package dev.slipway.api.environment;

import static java.util.Objects.requireNonNullElse;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.slipway.api.schema.DurationText;
import dev.slipway.api.schema.Line;
import dev.slipway.api.schema.ObjectName;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.ValidationRule;

/** Where an app says that it is well. */
@ValidationRule(value = "self.path.startsWith('/')", message = "path must start with a /")
public record Health(
    @Required
        @JsonPropertyDescription("A Service of this namespace that leads to the app.")
        @ObjectName
        String service,
    @Required @Min(1) @Max(65535) @JsonPropertyDescription("The Service's port.") Integer port,
    @Default("/")
        @JsonPropertyDescription("A path that answers 200 only when the app reaches its database.")
        @Line
        String path,
    @Default(DEFAULT_TIMEOUT)
        @JsonPropertyDescription("How long the app may take to start.")
        @DurationText
        String timeout) {
  private static final String DEFAULT_TIMEOUT = "5m";

  public Health {
    path = requireNonNullElse(path, "/");
    timeout = requireNonNullElse(timeout, DEFAULT_TIMEOUT);
  }
}
