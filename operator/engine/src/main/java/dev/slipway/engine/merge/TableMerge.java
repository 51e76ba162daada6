package dev.slipway.engine.merge;

import dev.slipway.engine.catalog.Check;
import dev.slipway.engine.catalog.Column;
import dev.slipway.engine.catalog.ForeignKey;
import dev.slipway.engine.catalog.Index;
import dev.slipway.engine.catalog.Key;
import dev.slipway.engine.catalog.Table;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Joins the versions of one table that several sources have changed, part by part. Its columns come
 * in the base's order, and those that are new behind them.
 */
final class TableMerge {
  private final String name;
  private final Optional<Table> base;
  private final List<Optional<Table>> versions;
  private final List<Input> sources;
  private final Conflicts conflicts;

  TableMerge(
      String name,
      Optional<Table> base,
      List<Optional<Table>> versions,
      List<Input> sources,
      Conflicts conflicts) {
    this.name = name;
    this.base = base;
    this.versions = versions;
    this.sources = sources;
    this.conflicts = conflicts;
  }

  Table merge() {
    var any = versions.stream().flatMap(Optional::stream).findFirst().orElseThrow();
    return new Table(
        name,
        attribute("the kind of table", Table::kind).orElse(any.kind()),
        columns(),
        attribute("the primary key", Table::primaryKey).orElse(null),
        parts("key ", Table::uniqueKeys, Key::name),
        parts("index ", Table::indexes, Index::name),
        parts("check ", Table::checks, Check::name),
        parts("foreign key ", Table::foreignKeys, ForeignKey::name),
        attribute("what it inherits from", Table::parents).orElse(List.of()),
        attribute("the comment", Table::comment).orElse(null));
  }

  private <T> Optional<T> attribute(String what, Attribute<T> attribute) {
    return agreed(
        what,
        base.flatMap(it -> Optional.ofNullable(attribute.of(it))),
        versions.stream()
            .map(it -> it.flatMap(table -> Optional.ofNullable(attribute.of(table))))
            .toList());
  }

  private List<Column> columns() {
    var names = new LinkedHashSet<String>();
    base.ifPresent(it -> it.columns().forEach(column -> names.add(column.name())));
    versions.stream()
        .flatMap(Optional::stream)
        .forEach(it -> it.columns().forEach(column -> names.add(column.name())));
    return named("column ", names, Table::columns, Column::name);
  }

  private <T> List<T> parts(
      String kind, Function<Table, List<T>> parts, Function<T, String> naming) {
    var names = new TreeSet<String>();
    base.ifPresent(it -> parts.apply(it).forEach(part -> names.add(naming.apply(part))));
    versions.stream()
        .flatMap(Optional::stream)
        .forEach(it -> parts.apply(it).forEach(part -> names.add(naming.apply(part))));
    return named(kind, names, parts, naming);
  }

  private <T> List<T> named(
      String kind,
      Iterable<String> names,
      Function<Table, List<T>> parts,
      Function<T, String> naming) {
    var merged = new ArrayList<T>();
    for (var part : names) {
      agreed(
              kind + part,
              find(base, parts, naming, part),
              versions.stream().map(it -> find(it, parts, naming, part)).toList())
          .ifPresent(merged::add);
    }
    return merged;
  }

  private <T> Optional<T> agreed(String what, Optional<T> before, List<Optional<T>> now) {
    // a source that has left the table as it was, or does not have it, has no say in its parts
    var said = new ArrayList<Optional<T>>();
    for (int i = 0; i < now.size(); i++) {
      said.add(versions.get(i).isPresent() ? now.get(i) : before);
    }
    var agreement = Agreement.of(before, said);
    return agreement.isContested()
        ? StructureConflict.decide(name, what, before, said, agreement, sources, conflicts)
        : agreement.value();
  }

  private static <T> Optional<T> find(
      Optional<Table> table,
      Function<Table, List<T>> parts,
      Function<T, String> naming,
      String part) {
    return table.flatMap(
        it -> parts.apply(it).stream().filter(of -> naming.apply(of).equals(part)).findFirst());
  }

  @FunctionalInterface
  private interface Attribute<T> {
    @Nullable T of(Table table);
  }
}
