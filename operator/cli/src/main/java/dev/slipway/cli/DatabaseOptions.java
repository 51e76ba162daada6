package dev.slipway.cli;

import dev.slipway.engine.database.DatabaseLogin;
import dev.slipway.engine.database.Sessions;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How a verb gets into a database. */
final class DatabaseOptions {
  @Option(
      names = "--password-file",
      paramLabel = "FILE",
      description = "File with the password (default: $PGPASSWORD, else ~/.pgpass).")
  private @Nullable Path passwordFile;

  @Option(
      names = "--schema",
      description = "The schema of the app's tables (default: ${DEFAULT-VALUE}).",
      defaultValue = "public")
  private String schema;

  /** The same for a second database, but for what is said of it. */
  DatabaseOptions other(@Nullable String otherSchema, @Nullable Path otherPasswordFile) {
    var other = new DatabaseOptions();
    other.schema = otherSchema == null ? schema : otherSchema;
    other.passwordFile = otherPasswordFile == null ? passwordFile : otherPasswordFile;
    return other;
  }

  String schema() {
    return schema;
  }

  Sessions sessions(String address) {
    return sessions(DatabaseUrl.parse(address), passwordFile);
  }

  static Sessions sessions(DatabaseUrl url, @Nullable Path passwordFile) {
    var password = PasswordSources.of(passwordFile).passwordFor(url);
    return new Sessions(
        new DatabaseLogin(
            url.host(),
            url.port(),
            url.database(),
            url.user(),
            password,
            url.tls(),
            url.authority()));
  }
}
