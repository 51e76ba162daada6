package dev.slipway.engine.drift;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toSet;

import dev.slipway.engine.catalog.SchemaSnapshot;
import dev.slipway.engine.catalog.SqlIdentifier;
import dev.slipway.engine.catalog.Table;
import dev.slipway.engine.database.Sessions;
import dev.slipway.engine.database.SqlFailure;
import dev.slipway.engine.file.Digest;
import dev.slipway.engine.preset.AppFacts;
import dev.slipway.engine.preset.BuiltInTable;
import dev.slipway.engine.preset.BuiltInTables;
import dev.slipway.engine.preset.Naming;
import dev.slipway.engine.preset.Preset;
import java.sql.SQLException;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What an app is configured to be, as far as its preset tells: a digest for each of its own tables
 * whose rows a release brings, less what the app writes by itself and what is the environment's
 * own; and the versions that the database knows of.
 *
 * @param tables by their names in the database; none where nothing is known of the app
 */
public record Configuration(AppFacts app, SortedMap<String, String> tables) {
  public Configuration {
    tables = Collections.unmodifiableSortedMap(new TreeMap<>(tables));
  }

  /** All of it as of one moment. */
  public static Configuration read(Sessions sessions, String schema, Preset preset, Naming naming) {
    try (var snapshot =
        SchemaSnapshot.take(
            sessions,
            schema,
            (_, seen) -> {
              var builtIns = BuiltInTables.of(preset, naming, seen);
              return seen.only(
                  seen.tables().stream()
                      .map(Table::name)
                      .filter(it -> builtIns.find(it).filter(Configuration::travels).isPresent())
                      .collect(toSet()));
            })) {
      var builtIns = BuiltInTables.of(preset, naming, snapshot.structure());
      var tables = new TreeMap<String, String>();
      for (var table : snapshot.structure().tables()) {
        var builtIn = builtIns.find(table.name());
        if (builtIn.isPresent()) {
          tables.put(table.name(), digest(snapshot, schema, table, builtIn.get()));
        }
      }
      return new Configuration(AppFacts.read(snapshot.session(), schema, preset, naming), tables);
    } catch (SQLException e) {
      throw SqlFailure.of(e, sessions.login().inWords());
    }
  }

  /** Equal for equal configuration. */
  public Digest digest() {
    return Digest.of(
        tables.entrySet().stream()
            .map(it -> it.getKey() + " " + it.getValue() + "\n")
            .collect(joining())
            .getBytes(UTF_8));
  }

  /** The tables that are not as they were, in the order of their names. */
  List<String> differences(SortedMap<String, String> before) {
    var names = new TreeMap<>(tables);
    names.putAll(before);
    return names.keySet().stream()
        .filter(it -> !String.valueOf(tables.get(it)).equals(String.valueOf(before.get(it))))
        .toList();
  }

  private static boolean travels(BuiltInTable table) {
    return table.rule().takesRows() && !table.neverRows();
  }

  /**
   * In no order, since sorting costs more than adding up; by a digest that is the same on every
   * version of the server.
   */
  private static String digest(
      SchemaSnapshot snapshot, String schema, Table table, BuiltInTable builtIn)
      throws SQLException {
    var columns =
        table.storedColumns().stream()
            .filter(it -> !builtIn.ownColumns().contains(it))
            .filter(it -> !builtIn.volatileColumns().contains(it))
            .toList();
    var own = builtIn.ownRows();
    var query =
        """
        SELECT concat_ws(' ', count(*), sum(('x' || substr(h, 1, 15))::bit(60)::bigint),
                         sum(('x' || substr(h, 17, 15))::bit(60)::bigint))
          FROM (SELECT encode(sha256(convert_to(row(%s)::text, 'UTF8')), 'hex') AS h
                  FROM ONLY %s AS t%s) AS rows
        """
            .formatted(
                columns.stream().map(it -> "t." + SqlIdentifier.quoted(it)).collect(joining(", ")),
                SqlIdentifier.qualified(schema, table.name()),
                own == null ? "" : " WHERE (" + own + ") IS NOT TRUE");
    try (var statement = snapshot.session().createStatement();
        var row = statement.executeQuery(query)) {
      row.next();
      var text = String.join(" ", columns) + "\n" + row.getString(1);
      return Digest.of(text.getBytes(UTF_8)).hex();
    }
  }
}
