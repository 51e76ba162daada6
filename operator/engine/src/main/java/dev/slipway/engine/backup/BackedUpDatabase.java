package dev.slipway.engine.backup;

import dev.slipway.engine.packing.PackedObject;
import java.util.List;

/**
 * A database in a backup.
 *
 * @param entries of the archive's table of contents, as pg_restore listed it while it was written
 * @param client the major of the pg_dump that wrote it
 * @param extensions that have to be there before it is restored
 * @param extensionRows rows of the extensions' own tables that they do not bring themselves
 * @param roles that it grants something to: they have to be there, too
 * @param tables the rows that each had in the snapshot of the dump
 */
public record BackedUpDatabase(
    PackedObject file,
    long entries,
    String name,
    List<String> schemas,
    String serverVersion,
    int serverMajor,
    int client,
    List<NeededExtension> extensions,
    List<ExtensionRows> extensionRows,
    List<String> roles,
    List<TableRows> tables) {
  public BackedUpDatabase {
    schemas = List.copyOf(schemas);
    extensions = List.copyOf(extensions);
    extensionRows = List.copyOf(extensionRows);
    roles = List.copyOf(roles);
    tables = List.copyOf(tables);
  }
}
