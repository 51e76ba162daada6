package dev.slipway.engine.backup;

import dev.slipway.engine.packing.PackedObject;
import java.util.List;

/**
 * A database in a backup.
 *
 * @param client the major of the pg_dump that wrote it
 * @param tables the rows that each had in the snapshot of the dump
 */
public record BackedUpDatabase(
    PackedObject file,
    String name,
    List<String> schemas,
    String serverVersion,
    int serverMajor,
    int client,
    List<TableRows> tables) {}
