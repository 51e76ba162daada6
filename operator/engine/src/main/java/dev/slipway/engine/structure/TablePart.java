package dev.slipway.engine.structure;

import static java.util.stream.Collectors.toMap;

import dev.slipway.engine.catalog.Key;
import dev.slipway.engine.catalog.Table;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a table has besides its columns, all alike for comparing.
 *
 * @param columns that it is about; none where only its definition tells
 */
record TablePart(String name, String definition, List<String> columns) {

  static Map<String, TablePart> of(Table table) {
    var primaryKey =
        Optional.ofNullable(table.primaryKey()).map(it -> of("primary key ", it)).stream();
    var uniqueKeys = table.uniqueKeys().stream().map(it -> of("unique key ", it));
    var indexes =
        table.indexes().stream()
            .map(
                it ->
                    new TablePart(
                        "index " + it.name(),
                        (it.unique() ? "UNIQUE " : "") + it.definition(),
                        List.of()));
    var checks =
        table.checks().stream()
            .map(it -> new TablePart("check " + it.name(), it.definition(), List.of()));
    var foreignKeys =
        table.foreignKeys().stream()
            .map(it -> new TablePart("foreign key " + it.name(), it.definition(), it.columns()));
    return Stream.of(primaryKey, uniqueKeys, indexes, checks, foreignKeys)
        .flatMap(it -> it)
        .collect(toMap(TablePart::name, it -> it, (one, _) -> one, LinkedHashMap::new));
  }

  private static TablePart of(String kind, Key key) {
    return new TablePart(kind + key.name(), key.definition(), key.columns());
  }
}
