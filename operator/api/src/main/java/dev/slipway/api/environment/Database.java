package dev.slipway.api.environment;

import static java.util.Objects.requireNonNullElse;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.slipway.api.reference.LoginSecret;
import dev.slipway.api.schema.Identifier;
import dev.slipway.api.schema.Word;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Required;
import org.jspecify.annotations.Nullable;

/** The database of an app, and how the app names its tables there. */
public record Database(
    @Required @JsonPropertyDescription("Host name or address of the server.") @Word String host,
    @Default("5432") @Min(1) @Max(65535) @JsonPropertyDescription("Port of the server.")
        Integer port,
    @Required @JsonPropertyDescription("Name of the database.") @Identifier String name,
    @Default(DEFAULT_SCHEMA) @JsonPropertyDescription("The schema of the app's tables.") @Identifier
        String schema,
    @Default("")
        @JsonPropertyDescription("What the names of the app's tables begin with.")
        @Identifier
        String tablePrefix,
    @Default("false") @JsonPropertyDescription("Whether the app writes its names in snake_case.")
        boolean underscored,
    @Required @JsonPropertyDescription("The app's role, which owns the tables and is no superuser.")
        LoginSecret credentialsSecret,
    @JsonPropertyDescription("A role of its own for releases; makes quiesce.fence Role possible.")
        @Nullable LoginSecret releaseCredentialsSecret,
    @JsonPropertyDescription("The server itself, where host is a transaction pooler.")
        @Nullable Endpoint direct,
    @Default("{}") @JsonPropertyDescription("Encryption of the connection.") Tls tls) {
  private static final String DEFAULT_SCHEMA = "public";

  public Database {
    port = requireNonNullElse(port, Endpoint.DEFAULT_PORT);
    schema = requireNonNullElse(schema, DEFAULT_SCHEMA);
    tablePrefix = requireNonNullElse(tablePrefix, "");
    tls = requireNonNullElse(tls, Tls.DEFAULT);
  }
}
