package dev.slipway.engine.bench;

import static dev.slipway.engine.catalog.SqlIdentifier.quoted;
import static java.util.stream.Collectors.joining;

import dev.slipway.engine.preset.Naming;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/**
 * An app made with NocoBase, small and of our own invention: as it is in development before a
 * release, and in production after a while of use. Both come from one installation. Wherever they
 * differ it is one of the {@link NocoBaseTrap}s.
 */
public final class NocoBaseSample {
  private NocoBaseSample() {}

  public static AppDatabase development(AppDatabase app) {
    return development(app, "public", Naming.PLAIN);
  }

  public static AppDatabase production(AppDatabase app) {
    return production(app, "public", Naming.PLAIN);
  }

  /** The same under other names, as an installation with other settings has them. */
  public static AppDatabase development(AppDatabase app, String schema, Naming naming) {
    return make(app, schema, naming, NocoBaseTrap::development);
  }

  public static AppDatabase production(AppDatabase app, String schema, Naming naming) {
    return make(app, schema, naming, NocoBaseTrap::production);
  }

  /** Rows of production that the development's structure has no room for. */
  public static void spoil(AppDatabase production) {
    production.run(NocoBaseRows.SPOILT);
  }

  /** Secrets written out in what a release carries, where a variable is expected. */
  public static void plantSecrets(AppDatabase development) {
    development.run(NocoBaseRows.PLANTED);
  }

  /** All that {@link #plantSecrets} plants. */
  public static List<String> plantedSecrets() {
    return NocoBaseRows.PLANTED_SECRETS;
  }

  /** Secrets that either side holds in tables whose rows stay at home. */
  public static List<String> secretsAtHome() {
    return NocoBaseRows.SECRETS_AT_HOME;
  }

  /** How many tables are the app's own in development, where all plugins are on. */
  public static int builtInTables() {
    return NocoBaseTables.count();
  }

  /** Whether a query over plain names answers true. */
  public static boolean shows(AppDatabase app, String query) {
    try (var session = app.sessions().open();
        var statement = session.createStatement()) {
      statement.execute("SET search_path = public");
      try (var rows = statement.executeQuery(query)) {
        return rows.next() && rows.getBoolean(1);
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static AppDatabase make(
      AppDatabase app, String schema, Naming naming, Function<NocoBaseTrap, String> side) {
    var path =
        "CREATE SCHEMA IF NOT EXISTS %s; SET search_path = %s;%n"
            .formatted(quoted(schema), quoted(schema));
    var traps = Arrays.stream(NocoBaseTrap.values()).map(side).collect(joining(";\n"));
    app.run(
        path
            + NocoBaseTables.builtIn()
            + NocoBaseRows.OWN_TABLES
            + NocoBaseRows.TIMES
            + NocoBaseRows.COMMON
            + traps
            + ";\n"
            + NocoBaseRows.NO_TIMES);
    if (!naming.equals(Naming.PLAIN)) {
      rename(app, schema, naming);
    }
    return app;
  }

  private static void rename(AppDatabase app, String schema, Naming naming) {
    if (naming.underscored()) {
      var columns = app.values(NocoBaseRows.RENAMED_COLUMNS.formatted(schema));
      app.run(String.join(";\n", columns));
    }
    var tables =
        app.values(
            """
            SELECT relname FROM pg_class
             WHERE relkind IN ('r', 'v') AND relnamespace = '%s'::regnamespace
            """
                .formatted(quoted(schema)));
    app.run(
        tables.stream()
            .map(
                it ->
                    "ALTER TABLE %s.%s RENAME TO %s;"
                        .formatted(quoted(schema), quoted(it), quoted(renamed(it, naming))))
            .collect(joining()));
  }

  private static String renamed(String table, Naming naming) {
    return naming.prefix() + (naming.underscored() ? underscored(table) : table);
  }

  private static String underscored(String name) {
    return name.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
  }
}
