package dev.slipway.engine.outlook;

import static dev.slipway.engine.catalog.SqlIdentifier.qualified;
import static dev.slipway.engine.catalog.SqlIdentifier.quoted;
import static java.util.stream.Collectors.joining;

import dev.slipway.engine.catalog.Catalog;
import dev.slipway.engine.catalog.Table;
import dev.slipway.engine.preset.AppNames;
import dev.slipway.engine.preset.AppNames.Place;
import dev.slipway.engine.preset.Preset;
import dev.slipway.engine.preset.Surroundings.Held;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A reference that a preset knows of and no constraint has to keep. */
public record LooseReference(String table, String column, String toTable, String toColumn) {
  /**
   * How many values of it lead nowhere.
   *
   * @param rows that have one
   */
  public record Dangling(LooseReference reference, long rows) {}

  /** All that the app has here. */
  public static List<LooseReference> of(Preset preset, AppNames names) {
    return Stream.concat(
            declared(preset, names),
            preset.surroundings().held().stream().flatMap(it -> held(it, names)))
        .distinct()
        .toList();
  }

  /** Between tables of the app's own. */
  static Stream<LooseReference> declared(Preset preset, AppNames names) {
    return preset.tables().values().stream()
        .flatMap(
            table ->
                table.references().entrySet().stream()
                    .flatMap(
                        it -> between(table.name() + "." + it.getKey(), it.getValue(), names)));
  }

  /** Those by which others hold on to rows of configuration. */
  static Stream<LooseReference> held(Held held, AppNames names) {
    return held.by().keySet().stream().flatMap(it -> between(it, held.column(), names));
  }

  private static Stream<LooseReference> between(String from, String to, AppNames names) {
    return names.place(from).stream()
        .flatMap(one -> names.place(to).stream().map(other -> of(one, other)));
  }

  private static LooseReference of(Place from, Place to) {
    return new LooseReference(from.table(), from.column(), to.table(), to.column());
  }

  Place from() {
    return new Place(table, column);
  }

  Place to() {
    return new Place(toTable, toColumn);
  }

  /**
   * Those of the references that lead nowhere now, and those that do not; none of tables that are
   * gone. Reads whole columns.
   *
   * @param catalog of the schema as it is now
   */
  public static List<Dangling> count(
      Connection transaction, String schema, Catalog catalog, List<LooseReference> references)
      throws SQLException {
    var present = references.stream().filter(it -> it.isIn(catalog)).toList();
    if (present.isEmpty()) {
      return List.of();
    }
    var query =
        present.stream()
            .map(it -> it.query(schema, catalog))
            .collect(joining(",\n", "SELECT unnest(ARRAY[", "])"));
    var counted = new ArrayList<Dangling>();
    try (var statement = transaction.createStatement();
        var rows = statement.executeQuery(query)) {
      for (var reference : present) {
        rows.next();
        counted.add(new Dangling(reference, rows.getLong(1)));
      }
    }
    return List.copyOf(counted);
  }

  private boolean isIn(Catalog catalog) {
    return column(catalog, table, column).isPresent();
  }

  /** Where there is nothing left to lead to, all of them lead nowhere. */
  private String query(String schema, Catalog catalog) {
    var whole =
        column(catalog, toTable, toColumn).isEmpty()
            ? ""
            : " AND NOT EXISTS (SELECT FROM ONLY %s AS k WHERE k.%s::text = f.%s::text)"
                .formatted(qualified(schema, toTable), quoted(toColumn), quoted(column));
    return "(SELECT count(*) FROM ONLY %s AS f WHERE f.%s::text <> ''%s)"
        .formatted(qualified(schema, table), quoted(column), whole);
  }

  private static Optional<Table> column(Catalog catalog, String table, String column) {
    return catalog
        .table(table)
        .filter(it -> it.columns().stream().anyMatch(own -> own.name().equals(column)));
  }
}
