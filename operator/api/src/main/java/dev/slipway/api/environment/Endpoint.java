package dev.slipway.api.environment;

import static java.util.Objects.requireNonNullElse;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.slipway.api.schema.Word;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Required;

/** Where a PostgreSQL server listens. */
public record Endpoint(
    @Required @JsonPropertyDescription("Host name or address of the server.") @Word String host,
    @Default("5432") @Min(1) @Max(65535) @JsonPropertyDescription("Port of the server.")
        Integer port) {
  static final Integer DEFAULT_PORT = 5432;

  public Endpoint {
    port = requireNonNullElse(port, DEFAULT_PORT);
  }
}
