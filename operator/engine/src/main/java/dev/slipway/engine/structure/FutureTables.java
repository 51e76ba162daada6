package dev.slipway.engine.structure;

import static dev.slipway.engine.catalog.SqlIdentifier.qualified;
import static dev.slipway.engine.catalog.SqlIdentifier.quoted;
import static java.util.stream.Collectors.toSet;

import dev.slipway.engine.catalog.Column;
import dev.slipway.engine.catalog.Table;
import java.util.ArrayList;
import java.util.List;

/** Tables of the target as queries over them, with the values that they will have. */
record FutureTables(Sides sides, List<Conversion> conversions) {
  /** Under its own name. */
  String query(Table table) {
    return query(table, quoted(table.name()));
  }

  String query(Table table, String alias) {
    var source = sides.source().table(table.name());
    var columns = new ArrayList<String>();
    for (var column : table.columns()) {
      columns.add(value(table, column) + " AS " + quoted(column.name()));
    }
    var known = table.columns().stream().map(Column::name).collect(toSet());
    source.stream()
        .flatMap(it -> it.columns().stream())
        .filter(it -> !known.contains(it.name()))
        .forEach(it -> columns.add(beginning(it) + " AS " + quoted(it.name())));
    return "(SELECT %s FROM ONLY %s) AS %s"
        .formatted(String.join(", ", columns), qualified(sides.schema(), table.name()), alias);
  }

  private String value(Table table, Column column) {
    var place = new TableColumn(table.name(), column.name());
    return conversions.stream()
        .filter(it -> it.place().equals(place))
        .map(
            it ->
                it.isToEnum() && sides.isEnumToCome(it.enumName())
                    ? "CAST(%s AS text)".formatted(quoted(column.name()))
                    : it.value())
        .findFirst()
        .orElseGet(() -> quoted(column.name()));
  }

  private String beginning(Column column) {
    var enumName = column.enumName();
    boolean isToCome = enumName != null && sides.isEnumToCome(enumName);
    var value = column.defaultExpression();
    boolean isKnown =
        value != null && column.generated() == null && !value.contains("nextval(") && !isToCome;
    return "CAST(%s AS %s)".formatted(isKnown ? value : "NULL", isToCome ? "text" : column.type());
  }
}
