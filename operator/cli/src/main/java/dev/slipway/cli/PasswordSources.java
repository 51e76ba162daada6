package dev.slipway.cli;

import dev.slipway.engine.EngineException;
import dev.slipway.engine.FailureCode;
import dev.slipway.engine.database.Password;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where a password may come from, as with libpq: a file that was named, PGPASSWORD, ~/.pgpass. */
record PasswordSources(@Nullable Path file, @Nullable String variable, Path pgpass) {
  private static final String ANY = "*";

  static PasswordSources of(@Nullable Path file) {
    var named = System.getenv("PGPASSFILE");
    var pgpass =
        named == null ? Path.of(System.getProperty("user.home"), ".pgpass") : Path.of(named);
    return new PasswordSources(file, System.getenv("PGPASSWORD"), pgpass);
  }

  Password passwordFor(DatabaseUrl url) {
    try {
      if (file != null) {
        return new Password(Files.readString(file).stripTrailing());
      }
      if (variable != null) {
        return new Password(variable);
      }
      return fromPgpass(url)
          .map(Password::new)
          .orElseThrow(
              () ->
                  new EngineException(
                      FailureCode.CREDENTIALS_REJECTED,
                      "no password for %s@%s: set PGPASSWORD, add a line to %s, or name a file with --password-file"
                          .formatted(url.user(), url.host(), pgpass)));
    } catch (IOException e) {
      throw new EngineException(
          FailureCode.ORDER_INVALID,
          "the file with the password cannot be read: " + e.getMessage(),
          e);
    }
  }

  private Optional<String> fromPgpass(DatabaseUrl url) throws IOException {
    if (Files.notExists(pgpass)) {
      return Optional.empty();
    }
    var wanted = List.of(url.host(), String.valueOf(url.port()), url.database(), url.user());
    return Files.readAllLines(pgpass).stream()
        .filter(line -> !line.startsWith("#"))
        .map(PasswordSources::fields)
        .filter(fields -> fields.length == 5 && matches(fields, wanted))
        .map(fields -> unescaped(fields[4]))
        .findFirst();
  }

  /** A colon or backslash within a field has a backslash before it. */
  private static String[] fields(String line) {
    return line.split("(?<!\\\\):", 5);
  }

  private static boolean matches(String[] fields, List<String> wanted) {
    for (int i = 0; i < wanted.size(); i++) {
      if (!fields[i].equals(ANY) && !unescaped(fields[i]).equals(wanted.get(i))) {
        return false;
      }
    }
    return true;
  }

  private static String unescaped(String field) {
    return field.replaceAll("\\\\(.)", "$1");
  }
}
