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

  /** The name that PostgreSQL has printed, in quotes where it must be. */
  static String unquoted(String printed) {
    return printed.startsWith("\"")
        ? printed.substring(1, printed.length() - 1).replace("\"\"", "\"")
        : printed;
  }
}
