package dev.slipway.engine.merge;

import dev.slipway.engine.catalog.Catalog;
import dev.slipway.engine.catalog.Column;
import dev.slipway.engine.catalog.ForeignKey;
import dev.slipway.engine.catalog.Key;
import dev.slipway.engine.catalog.Table;
import java.util.List;
import java.util.stream.Stream;

/** Finds what one source has built on something that another has taken away. */
final class StructureCheck {
  private final Catalog structure;
  private final Inputs inputs;
  private final Conflicts conflicts;

  private StructureCheck(Catalog structure, Inputs inputs, Conflicts conflicts) {
    this.structure = structure;
    this.inputs = inputs;
    this.conflicts = conflicts;
  }

  static void refuseBroken(Catalog structure, Inputs inputs, Conflicts conflicts) {
    var check = new StructureCheck(structure, inputs, conflicts);
    structure.tables().forEach(check::table);
    for (var view : structure.views()) {
      view.tables().stream()
          .filter(it -> structure.table(it).isEmpty())
          .forEach(it -> check.refuse("view " + view.name(), "reads the table " + it));
    }
  }

  private void table(Table table) {
    var columns = table.columns().stream().map(Column::name).toList();
    Stream.concat(Stream.ofNullable(table.primaryKey()), table.uniqueKeys().stream())
        .filter(it -> !columns.containsAll(it.columns()))
        .map(Key::name)
        .forEach(it -> refuse(table.name(), "has the key " + it + " over columns"));
    for (var key : table.foreignKeys()) {
      if (!columns.containsAll(key.columns()) || !reaches(key)) {
        refuse(table.name(), "has the foreign key " + key.name() + " from or to something");
      }
    }
    table.columns().stream()
        .filter(it -> it.enumName() != null)
        .filter(it -> structure.enums().stream().noneMatch(of -> of.name().equals(it.enumName())))
        .forEach(it -> refuse(table.name() + "." + it.name(), "is of an enum"));
  }

  private boolean reaches(ForeignKey key) {
    var name = key.referencedTable();
    if (name == null || isInNone(name)) {
      return true;
    }
    var columns = structure.table(name).map(it -> it.columns().stream().map(Column::name).toList());
    return columns.orElse(List.of()).containsAll(key.referencedColumns()) && columns.isPresent();
  }

  /** What no file has is not for us to say. */
  private boolean isInNone(String table) {
    return Stream.concat(Stream.of(inputs.base()), inputs.sources().stream())
        .allMatch(it -> it.structure().table(table).isEmpty());
  }

  private void refuse(String place, String what) {
    conflicts.refuse(
        "merge-structure",
        place,
        what + " that another source has taken away",
        "bring the sources together, and build them again");
  }
}
