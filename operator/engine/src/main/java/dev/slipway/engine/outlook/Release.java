package dev.slipway.engine.outlook;

import dev.slipway.engine.catalog.Catalog;
import dev.slipway.engine.file.Manifest;
import dev.slipway.engine.preset.Naming;
import dev.slipway.engine.preset.Preset;
import java.sql.Connection;
import java.util.List;

/**
 * A file beside the target that it is for.
 *
 * @param connection in a transaction, whose {@code search_path} is the schema
 * @param structure of the file
 * @param target as it is
 * @param staged the rows of all tables whose rows the file brings
 */
public record Release(
    Connection connection,
    String schema,
    Manifest manifest,
    Catalog structure,
    Catalog target,
    List<StagedRows> staged,
    Preset preset,
    Naming naming) {
  public Release {
    staged = List.copyOf(staged);
  }

  /** Whether the file says of rows of the table that they are to go. */
  boolean removesRows(String table) {
    return manifest.table(table).filter(it -> it.removed() != null).isPresent();
  }

  boolean takesRows(String table) {
    return manifest.table(table).filter(it -> it.rule().takesRows()).isPresent();
  }
}
