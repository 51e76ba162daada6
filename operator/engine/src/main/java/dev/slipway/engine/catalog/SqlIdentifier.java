package dev.slipway.engine.catalog;

/** A name of the database, as SQL reads it: whatever is in it, it stays a name. */
public final class SqlIdentifier {
  private SqlIdentifier() {}

  public static String quoted(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }

  public static String qualified(String schema, String name) {
    return quoted(schema) + '.' + quoted(name);
  }
}
