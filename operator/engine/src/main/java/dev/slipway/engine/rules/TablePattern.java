package dev.slipway.engine.rules;

/** The name of a table, or the beginning of one followed by a single star. */
public record TablePattern(String text) {
  /** Whether this is what such a pattern looks like: nothing stands behind the star. */
  public static boolean isOne(String text) {
    int star = text.indexOf('*');
    return !text.isEmpty() && (star < 0 || star == text.length() - 1);
  }

  public boolean matches(String table) {
    return text.endsWith("*")
        ? table.startsWith(text.substring(0, text.length() - 1))
        : table.equals(text);
  }
}
