package dev.slipway.engine.restore;

import dev.slipway.engine.EngineException;
import dev.slipway.engine.FailureCode;
import dev.slipway.engine.backup.BackedUpDatabase;
import dev.slipway.engine.backup.TableRows;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Some tables of a backup: their columns, their rows, what keeps the rows unique, and the types of
 * their schemas. Nothing that leads to other tables, and nothing that runs.
 */
record TableSelection(List<TableRows> tables, List<DumpEntry> entries) {
  private static final Set<String> OF_A_SCHEMA = Set.of("TYPE", "SHELL TYPE", "DOMAIN");
  private static final Set<String> OF_A_TABLE = Set.of("TABLE", "TABLE DATA", "CONSTRAINT");

  TableSelection {
    tables = List.copyOf(tables);
    entries = List.copyOf(entries);
  }

  /**
   * @param names as in {@code schema.table}, to the letter
   */
  static TableSelection of(List<String> names, BackedUpDatabase backup, DumpContents contents) {
    var tables = names.stream().distinct().map(it -> table(it, backup)).toList();
    var schemas = tables.stream().map(TableRows::schema).distinct().toList();
    var entries =
        contents.entries().stream()
            .filter(it -> isOfSchemas(it, schemas) || isOfTables(it, tables, backup))
            .toList();
    return new TableSelection(tables, entries);
  }

  List<String> schemas() {
    return tables.stream().map(TableRows::schema).distinct().toList();
  }

  private static TableRows table(String name, BackedUpDatabase backup) {
    return backup.tables().stream()
        .filter(it -> name.equals(it.schema() + "." + it.table()))
        .findFirst()
        .orElseThrow(
            () ->
                new EngineException(
                    FailureCode.TABLE_MISSING,
                    "the backup holds no table %s; restore --list names those that it holds"
                        .formatted(name)));
  }

  private static boolean isOfSchemas(DumpEntry entry, List<String> schemas) {
    return OF_A_SCHEMA.contains(entry.kind())
        && schemas.stream().anyMatch(it -> entry.rest().startsWith(it + " "));
  }

  private static boolean isOfTables(
      DumpEntry entry, List<TableRows> tables, BackedUpDatabase backup) {
    return OF_A_TABLE.contains(entry.kind())
        && ownerOf(entry, backup).filter(tables::contains).isPresent();
  }

  /** The table that an entry is of: where two names fit, the longer one. */
  static Optional<TableRows> ownerOf(DumpEntry entry, BackedUpDatabase backup) {
    return backup.tables().stream()
        .filter(it -> entry.isOf(it.schema(), it.table()))
        .max(Comparator.comparingInt(it -> it.table().length()));
  }
}
