package dev.slipway.api.environment;

import static java.util.Objects.requireNonNullElse;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.slipway.api.check.SqlAssertion;
import dev.slipway.api.reference.LoginSecret;
import dev.slipway.api.schema.Items;
import dev.slipway.api.schema.Word;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Required;
import java.util.List;

/**
 * A PostgreSQL server where backups are restored to prove them; each into a database of its own.
 */
public record Scratch(
    @Required @JsonPropertyDescription("Host name or address of the server.") @Word String host,
    @Default("5432") @Min(1) @Max(65535) @JsonPropertyDescription("Port of the server.")
        Integer port,
    @Required @JsonPropertyDescription("A role that may create databases.")
        LoginSecret credentialsSecret,
    @Items(max = 32, keys = "name")
        @JsonPropertyDescription("What the restored database must answer.")
        List<SqlAssertion> assertions) {
  public Scratch {
    port = requireNonNullElse(port, Endpoint.DEFAULT_PORT);
    assertions = requireNonNullElse(assertions, List.of());
  }
}
