package dev.slipway.engine.preset;

/** A column that holds another table's key, though the database knows of no foreign key. */
public record Reference(String table, String column, String toTable, String toColumn) {}
