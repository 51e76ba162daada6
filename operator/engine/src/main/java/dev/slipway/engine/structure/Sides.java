package dev.slipway.engine.structure;

import dev.slipway.engine.catalog.Catalog;
import dev.slipway.engine.catalog.Column;
import dev.slipway.engine.catalog.EnumType;
import dev.slipway.engine.catalog.Table;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Source and target of a plan, with all that is known about the way from one to the other.
 *
 * @param schema of the target
 * @param replaced the tables whose rows give way to those of the file
 */
record Sides(
    Catalog source,
    Catalog target,
    String schema,
    StructureWishes wishes,
    Set<String> replaced,
    RowFacts facts) {

  boolean isReplaced(String table) {
    return replaced.contains(table);
  }

  /** As it will be: the file's, or one of those that only the target has. */
  Optional<Table> tableToBe(String name) {
    return source.table(name).or(() -> target.table(name));
  }

  /** Columns whose values give way to generated ones. */
  List<TableColumn> replacedColumns() {
    return source.tables().stream()
        .flatMap(
            table ->
                table.columns().stream()
                    .filter(it -> it.generated() != null)
                    .filter(
                        it ->
                            target
                                .table(table.name())
                                .flatMap(other -> column(other, it.name()))
                                .filter(other -> other.generated() == null)
                                .isPresent())
                    .map(it -> new TableColumn(table.name(), it.name())))
        .toList();
  }

  /** As the target is once these are dropped: their parts go with them. */
  Sides withoutReplacedColumns() {
    var gone = replacedColumns();
    if (gone.isEmpty()) {
      return this;
    }
    var tables = target.tables().stream().map(it -> without(it, gone)).toList();
    return new Sides(
        source,
        new Catalog(
            tables,
            target.views(),
            target.sequences(),
            target.enums(),
            target.unsupported(),
            target.rights()),
        schema,
        wishes,
        replaced,
        facts);
  }

  private static Table without(Table table, List<TableColumn> gone) {
    var names =
        gone.stream()
            .filter(it -> it.table().equals(table.name()))
            .map(TableColumn::column)
            .toList();
    if (names.isEmpty()) {
      return table;
    }
    var parts =
        Part.of(table).stream()
            .filter(part -> names.stream().anyMatch(part::concerns))
            .map(Part::name)
            .toList();
    return new Table(
        table.name(),
        table.kind(),
        table.columns().stream().filter(it -> !names.contains(it.name())).toList(),
        table.primaryKey() == null || parts.contains(table.primaryKey().name())
            ? null
            : table.primaryKey(),
        table.uniqueKeys().stream().filter(it -> !parts.contains(it.name())).toList(),
        table.indexes().stream().filter(it -> !parts.contains(it.name())).toList(),
        table.checks().stream().filter(it -> !parts.contains(it.name())).toList(),
        table.foreignKeys().stream()
            .filter(it -> names.stream().noneMatch(it.columns()::contains))
            .toList(),
        table.parents(),
        table.comment());
  }

  /** The enums of the file whose labels the target has otherwise. */
  List<EnumType> changedEnums() {
    return source.enums().stream()
        .filter(
            it ->
                enumType(target, it.name())
                    .filter(other -> !other.labels().equals(it.labels()))
                    .isPresent())
        .toList();
  }

  List<EnumType> newEnums() {
    return source.enums().stream().filter(it -> enumType(target, it.name()).isEmpty()).toList();
  }

  boolean isChangedEnum(String name) {
    return changedEnums().stream().anyMatch(it -> it.name().equals(name));
  }

  /** Whether the type cannot be used yet while the target is as it is. */
  boolean isEnumToCome(String name) {
    return Stream.concat(newEnums().stream(), changedEnums().stream())
        .anyMatch(it -> it.name().equals(name));
  }

  static Optional<EnumType> enumType(Catalog catalog, String name) {
    return catalog.enums().stream().filter(it -> it.name().equals(name)).findFirst();
  }

  static Optional<Column> column(Table table, String name) {
    return table.columns().stream().filter(it -> it.name().equals(name)).findFirst();
  }
}
