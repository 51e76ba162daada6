package dev.slipway.engine.catalog;

import org.jspecify.annotations.Nullable;

/** A text in a statement: whatever is in it, it stays a text. */
public final class SqlLiteral {
  private SqlLiteral() {}

  /** Right whatever standard_conforming_strings says. */
  public static String quoted(@Nullable String text) {
    return text == null ? "NULL" : "E'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
  }
}
