package dev.slipway.engine.structure;

import dev.slipway.engine.catalog.Catalog;
import dev.slipway.engine.catalog.Column;
import dev.slipway.engine.catalog.EnumType;
import dev.slipway.engine.catalog.SequenceOwner;
import dev.slipway.engine.catalog.Table;
import java.util.List;
import java.util.Objects;
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

  boolean isExact() {
    return wishes.exact();
  }

  /** Columns that go: where values give way to generated ones or, exactly, wherever need be. */
  List<TableColumn> leavingColumns() {
    return new Inheritance(target)
        .parentsFirst().stream()
            .flatMap(it -> source.table(it.name()).stream().flatMap(of -> leaving(of, it)))
            .toList();
  }

  /** Those of them that come again as something else. */
  List<TableColumn> columnsMadeAnew() {
    return leavingColumns().stream()
        .filter(it -> source.table(it.table()).flatMap(of -> column(of, it.column())).isPresent())
        .toList();
  }

  private Stream<TableColumn> leaving(Table ofSource, Table ofTarget) {
    return ofTarget.columns().stream()
        .filter(
            it ->
                column(ofSource, it.name())
                    .map(wanted -> mustBeMadeAnew(wanted, it))
                    .orElse(isExact()))
        .map(it -> new TableColumn(ofTarget.name(), it.name()));
  }

  private boolean mustBeMadeAnew(Column wanted, Column present) {
    if (!isExact()) {
      return wanted.generated() != null && present.generated() == null;
    }
    return (wanted.generated() != null || present.generated() != null)
        && !(wanted.generated() == present.generated()
            && wanted.type().equals(present.type())
            && Objects.equals(wanted.defaultExpression(), present.defaultExpression()));
  }

  /** Tables that go, heirs before those that they inherit from. */
  List<Table> leavingTables() {
    return !isExact()
        ? List.of()
        : new Inheritance(target)
            .parentsFirst().reversed().stream()
                .filter(it -> source.table(it.name()).isEmpty())
                .toList();
  }

  /** As the target is once all this is dropped: what hangs on it goes with it. */
  Sides withoutWhatLeaves() {
    var columns = leavingColumns();
    var gone = leavingTables().stream().map(Table::name).toList();
    if (columns.isEmpty() && gone.isEmpty()) {
      return this;
    }
    var tables =
        target.tables().stream()
            .filter(it -> !gone.contains(it.name()))
            .map(it -> without(it, columns))
            .toList();
    var sequences =
        target.sequences().stream()
            .filter(it -> it.owner() == null || !goesWith(it.owner(), gone, columns))
            .toList();
    return new Sides(
        source,
        new Catalog(
            tables,
            target.views(),
            sequences,
            target.enums(),
            target.unsupported(),
            target.rights()),
        schema,
        wishes,
        replaced,
        facts);
  }

  private static boolean goesWith(
      SequenceOwner owner, List<String> tables, List<TableColumn> columns) {
    return tables.contains(owner.table())
        || columns.contains(new TableColumn(owner.table(), owner.column()));
  }

  /** Exactly, parts are dropped one by one: which of them names a column, only text tells. */
  private Table without(Table table, List<TableColumn> gone) {
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
            .filter(part -> !isExact() && names.stream().anyMatch(part::concerns))
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
            .filter(it -> isExact() || names.stream().noneMatch(it.columns()::contains))
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
