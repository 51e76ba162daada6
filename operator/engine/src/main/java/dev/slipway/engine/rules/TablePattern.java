package dev.slipway.engine.rules;

/** The name of a table, or the beginning of one followed by a single star. */
public record TablePattern(String text) {
  public boolean matches(String table) {
    return text.endsWith("*")
        ? table.startsWith(text.substring(0, text.length() - 1))
        : table.equals(text);
  }
}
