package dev.slipway.engine.merge;

import dev.slipway.engine.catalog.Catalog;
import dev.slipway.engine.file.MigrationFileReader;
import dev.slipway.engine.file.RowsEntry;
import dev.slipway.engine.file.TableEntry;
import java.util.Optional;

/** A file that is read for the merge, by the name that people know it by. */
record Input(String name, MigrationFileReader file) {
  Catalog structure() {
    return file.structure();
  }

  Optional<TableEntry> entry(String table) {
    return file.manifest().table(table);
  }

  Optional<RowsEntry> rows(String table) {
    return entry(table).flatMap(it -> Optional.ofNullable(it.rows()));
  }
}
