package dev.slipway.engine.backup;

/**
 * What somebody has added to a table that is an extension's own, such as a system of coordinates: a
 * dump holds these rows, and not the table.
 *
 * @param digest of the rows
 */
public record ExtensionRows(
    String extension, String schema, String table, long rows, String digest) {
  public String name() {
    return schema + "." + table;
  }
}
