package dev.slipway.engine.structure;

import static java.util.stream.Collectors.toSet;

import dev.slipway.engine.catalog.Column;
import dev.slipway.engine.catalog.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One table that file and target both have. */
final class TableComparison {
  private final Table source;
  private final Table target;
  private final List<Difference> refused = new ArrayList<>();

  TableComparison(Table source, Table target) {
    this.source = source;
    this.target = target;
  }

  List<Column> newColumns() {
    return source.columns().stream().filter(it -> column(target, it.name()).isEmpty()).toList();
  }

  List<Column> changedDefaults() {
    return source.columns().stream()
        .filter(it -> it.generated() == null)
        .filter(
            it ->
                column(target, it.name())
                    .filter(other -> other.generated() == null)
                    .filter(other -> !Objects.equals(value(it), value(other)))
                    .isPresent())
        .toList();
  }

  /** Whether this part goes with a column that the target gets. */
  boolean isNew(List<String> columns) {
    return columns.stream().anyMatch(it -> column(target, it).isEmpty());
  }

  /** Everything that neither a new column nor a changed default makes equal. */
  List<Difference> refused() {
    refuseUnlessEqual("table", "kind", source.kind(), target.kind());
    refuseUnlessEqual("table", "parents", source.parents(), target.parents());
    refuseUnlessEqual("table", "comment", source.comment(), target.comment());
    if (!source.parents().isEmpty()) {
      newColumns().forEach(it -> refuse("column " + it.name(), "is new in a table that inherits"));
    }
    for (var column : source.columns()) {
      column(target, column.name()).ifPresent(other -> refuseColumn(column, other));
    }
    refuseParts();
    return List.copyOf(refused);
  }

  private void refuseColumn(Column column, Column other) {
    var object = "column " + column.name();
    refuseUnlessEqual(object, "type", column.type(), other.type());
    refuseUnlessEqual(object, "NOT NULL", column.notNull(), other.notNull());
    refuseUnlessEqual(object, "collation", column.collation(), other.collation());
    refuseUnlessEqual(object, "identity", column.identity(), other.identity());
    refuseUnlessEqual(object, "generated", column.generated(), other.generated());
    refuseUnlessEqual(object, "comment", column.comment(), other.comment());
    if (column.generated() != null && column.generated() == other.generated()) {
      refuseUnlessEqual(object, "expression", value(column), value(other));
    }
  }

  private void refuseParts() {
    var inFile = TablePart.of(source);
    var inTarget = TablePart.of(target);
    for (var part : inFile.values()) {
      var other = inTarget.get(part.name());
      if (other != null) {
        refuseUnlessEqual(part.name(), "definition", part.definition(), other.definition());
      } else if (!isNew(part.columns()) || part.name().startsWith("primary key ")) {
        refuse(part.name(), "is only in the file");
      }
    }
    var known = names(source);
    for (var part : inTarget.values()) {
      if (!inFile.containsKey(part.name()) && known.containsAll(part.columns())) {
        refuse(part.name(), "is only in the target");
      }
    }
  }

  private void refuseUnlessEqual(
      String object, String what, @Nullable Object inFile, @Nullable Object inTarget) {
    if (!Objects.equals(inFile, inTarget)) {
      refuse(object, "%s is %s in the file, %s in the target".formatted(what, inFile, inTarget));
    }
  }

  private void refuse(String object, String what) {
    refused.add(new Difference(source.name(), object, what));
  }

  private static @Nullable String value(Column column) {
    return column.defaultExpression();
  }

  private static Optional<Column> column(Table table, String name) {
    return table.columns().stream().filter(it -> it.name().equals(name)).findFirst();
  }

  private static Set<String> names(Table table) {
    return table.columns().stream().map(Column::name).collect(toSet());
  }
}
