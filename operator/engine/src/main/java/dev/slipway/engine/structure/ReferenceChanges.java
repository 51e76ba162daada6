package dev.slipway.engine.structure;

import dev.slipway.engine.catalog.ForeignKey;
import dev.slipway.engine.catalog.Table;
import dev.slipway.engine.finding.Finding;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/**
 * References between tables. Those to or from what changes go for a moment, also where the file
 * does not have their table, and are checked anew once the rows are there.
 */
final class ReferenceChanges {
  private final Sides sides;
  private final Draft draft;
  private final FreeNames names;
  private final ColumnTypes types;
  private final Set<PartChanges.KeyOfTable> droppedKeys;
  private final List<TableColumn> columnsMadeAnew;

  ReferenceChanges(
      Sides sides,
      Draft draft,
      FreeNames names,
      ColumnTypes types,
      Set<PartChanges.KeyOfTable> droppedKeys,
      List<TableColumn> columnsMadeAnew) {
    this.sides = sides;
    this.draft = draft;
    this.names = names;
    this.types = types;
    this.droppedKeys = droppedKeys;
    this.columnsMadeAnew = columnsMadeAnew;
  }

  void compare() {
    for (var table : sides.target().tables()) {
      sides
          .source()
          .table(table.name())
          .ifPresentOrElse(it -> compare(it, table), () -> keep(table, table.foreignKeys()));
    }
    sides.source().tables().stream()
        .filter(it -> sides.target().table(it.name()).isEmpty() && it.kind().holdsRows())
        .forEach(it -> it.foreignKeys().forEach(key -> add(it, key)));
  }

  private void compare(Table source, Table target) {
    var matching =
        PartMatching.of(Part.references(source), Part.references(target), sides.isExact());
    keep(target, matching.equal().stream().map(it -> key(target, it.target())).toList());
    matching.equal().stream()
        .filter(it -> !Objects.equals(it.source().comment(), it.target().comment()))
        .forEach(it -> comment(target, it.source(), it.target().name()));
    for (var change : matching.changed()) {
      drop(target, change.target());
      add(source, key(source, change.source()));
    }
    matching.onlyInSource().forEach(it -> add(source, key(source, it)));
    matching.onlyInTarget().forEach(it -> onlyInTarget(source, target, it));
  }

  private void onlyInTarget(Table source, Table target, Part part) {
    if (sides.isExact()) {
      drop(target, part);
      return;
    }
    var place = target.name() + "." + part.name();
    boolean isKnown = part.columns().stream().allMatch(it -> Sides.column(source, it).isPresent());
    if (!isKnown) {
      draft.find(
          Finding.note(
              "only-in-target",
              place,
              "a foreign key over columns that the file does not have; it stays"));
      keep(target, List.of(key(target, part)));
      return;
    }
    drop(target, part);
    draft.find(
        Finding.warning(
            "only-in-target",
            place,
            "a foreign key that the file does not have is dropped: rows that are right in the"
                + " source may break it",
            "make it in the source, too, if it is to stay"));
  }

  private void keep(Table table, List<ForeignKey> keys) {
    for (var key : keys) {
      if (!mustGo(table, key)) {
        continue;
      }
      drop(table, Part.of(key));
      if (canCome(table, key)) {
        create(table, key);
      } else {
        draft.find(
            Finding.refusal(
                "unsupported",
                table.name() + "." + key.name(),
                "refers to columns of %s that will be of another type, or no key any more"
                    .formatted(key.referencedTable()),
                "drop it by hand, or change it in the source as well"));
      }
    }
  }

  private void drop(Table table, Part part) {
    draft.add(
        Phase.DROP_REFERENCES,
        table.name(),
        part.drop(sides.schema(), table.name()),
        "drops the " + part.inWords());
    names.releaseConstraint(table.name(), part.name());
  }

  private void add(Table table, ForeignKey key) {
    var referenced = key.referencedTable();
    if (referenced != null && sides.tableToBe(referenced).isEmpty()) {
      draft.find(
          Finding.refusal(
              "unsupported",
              table.name() + "." + key.name(),
              "references %s, which the target lacks".formatted(referenced),
              "take %s along, at least by the rule SchemaOnly".formatted(referenced)));
      return;
    }
    create(table, key);
    if (referenced != null
        && !sides.isReplaced(table.name())
        && !sides.isReplaced(referenced)
        && !key.definition().endsWith(" NOT VALID")) {
      sides
          .target()
          .table(table.name())
          .ifPresent(
              it ->
                  draft.tryOut(
                      new RowTrial.Orphans(
                          it, key.name(), key.columns(), referenced, referencedColumns(key))));
    }
  }

  private void create(Table table, ForeignKey key) {
    var part = Part.of(key);
    var name = names.constraint(table.name(), part.name());
    var sql = part.create(sides.schema(), table.name(), name);
    if (part.comment() != null) {
      comment(table, part, name);
    }
    if (sides.target().table(table.name()).isPresent()) {
      draft.addReading(Phase.REFERENCES, table.name(), sql);
    } else {
      draft.add(Phase.REFERENCES, table.name(), sql, "adds the " + part.inWords());
    }
  }

  private void comment(Table table, Part part, String ownName) {
    draft.add(
        Phase.COMMENTS,
        table.name(),
        part.comment(sides.schema(), table.name(), ownName),
        "comments on the " + part.inWords());
  }

  private boolean mustGo(Table table, ForeignKey key) {
    var referenced = key.referencedTable();
    return key.columns().stream()
            .map(it -> new TableColumn(table.name(), it))
            .anyMatch(it -> types.isWritten(it) || columnsMadeAnew.contains(it))
        || (referenced != null
            && (referencedNames(key).stream()
                    .anyMatch(it -> types.isWritten(new TableColumn(referenced, it)))
                || droppedKeys.contains(
                    new PartChanges.KeyOfTable(referenced, Set.copyOf(referencedNames(key))))));
  }

  private boolean canCome(Table table, ForeignKey key) {
    var referenced = key.referencedTable();
    if (referenced == null) {
      return true;
    }
    var ownToBe = sides.tableToBe(table.name()).orElse(table);
    var otherToBe = sides.tableToBe(referenced);
    var others = referencedNames(key);
    return otherToBe.isPresent()
        && TableKeys.of(otherToBe.get()).contains(Set.copyOf(others))
        && Stream.iterate(0, it -> it + 1)
            .limit(Math.min(others.size(), key.columns().size()))
            .allMatch(
                it ->
                    areComparable(
                        ownToBe, table, key.columns().get(it), otherToBe.get(), others.get(it)));
  }

  private static boolean areComparable(
      Table ownToBe, Table own, String column, Table other, String otherColumn) {
    var type = Sides.column(ownToBe, column).or(() -> Sides.column(own, column));
    var otherType = Sides.column(other, otherColumn);
    return type.isPresent()
        && otherType.isPresent()
        && TypePair.of(type.get().type(), otherType.get().type()).isAssignable();
  }

  private static List<String> referencedColumns(ForeignKey key) {
    var definition = key.definition();
    int place = definition.indexOf(") REFERENCES ");
    return place < 0 ? List.of() : SqlText.firstList(definition.substring(place + 1));
  }

  private static List<String> referencedNames(ForeignKey key) {
    return referencedColumns(key).stream().map(SqlText::unquoted).toList();
  }

  private static ForeignKey key(Table table, Part part) {
    return table.foreignKeys().stream()
        .filter(it -> it.name().equals(part.name()))
        .findFirst()
        .orElseThrow();
  }
}
