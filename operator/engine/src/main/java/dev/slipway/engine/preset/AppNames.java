package dev.slipway.engine.preset;

import static java.util.stream.Collectors.toMap;

import dev.slipway.engine.catalog.Catalog;
import dev.slipway.engine.catalog.Column;
import dev.slipway.engine.catalog.SqlIdentifier;
import dev.slipway.engine.catalog.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Where in a database the tables and columns are that a preset speaks of. */
public final class AppNames {
  private final PhysicalNames names;

  private AppNames(PhysicalNames names) {
    this.names = names;
  }

  /** Those of a target, and those that a release brings. */
  public static AppNames of(Naming naming, Catalog target, Catalog file) {
    Map<String, List<String>> columns =
        Stream.concat(target.tables().stream(), file.tables().stream())
            .collect(toMap(Table::name, AppNames::columns, AppNames::both));
    return new AppNames(new PhysicalNames(naming, columns));
  }

  public Optional<String> table(String logical) {
    return names.table(logical);
  }

  /** A column of a table of the database. */
  public Optional<String> column(String table, String logical) {
    return names.column(table, logical);
  }

  /** All of them, or none where the table lacks one. */
  public List<String> columns(String table, List<String> logical) {
    return names.key(table, logical);
  }

  /** Written {@code table.column}. */
  public Optional<Place> place(String logical) {
    int dot = logical.indexOf('.');
    return names
        .table(logical.substring(0, dot))
        .flatMap(
            it ->
                names.column(it, logical.substring(dot + 1)).map(column -> new Place(it, column)));
  }

  /** A condition over the columns of a table; nothing where it lacks one. */
  public Optional<String> condition(String table, String sql) {
    var missing = new ArrayList<String>();
    var filled =
        Placeholders.fill(
            sql, it -> names.column(table, it).map(SqlIdentifier::quoted), missing::add);
    return missing.isEmpty() ? Optional.of(filled) : Optional.empty();
  }

  /** A column of the database. */
  public record Place(String table, String column) {
    public String inWords() {
      return table + "." + column;
    }
  }

  private static List<String> columns(Table table) {
    return table.columns().stream().map(Column::name).toList();
  }

  private static List<String> both(List<String> one, List<String> other) {
    return Stream.concat(one.stream(), other.stream()).distinct().toList();
  }
}
