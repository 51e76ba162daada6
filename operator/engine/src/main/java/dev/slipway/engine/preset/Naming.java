package dev.slipway.engine.preset;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * How an installation of an app names its tables.
 *
 * @param prefix of every table
 * @param underscored whether names are written_so rather than writtenSo
 */
public record Naming(String prefix, boolean underscored) {
  public static final Naming PLAIN = new Naming("", false);

  private static final Pattern CAPITAL = Pattern.compile("[A-Z]");

  /** The one form that writtenSo and written_so share, as the app itself derives it. */
  static String normal(String name) {
    var spaced = CAPITAL.matcher(name).replaceAll("_$0").toLowerCase(Locale.ROOT);
    return spaced.startsWith("_") ? spaced.substring(1) : spaced;
  }

  /** As this installation writes a column that the app calls so. */
  String column(String logical) {
    return underscored ? normal(logical) : logical;
  }

  /** As this installation writes a table that the app calls so. */
  String table(String logical) {
    return prefix + column(logical);
  }

  /** A table of the database without its prefix; nothing where it does not have it. */
  Optional<String> withoutPrefix(String table) {
    return table.startsWith(prefix)
        ? Optional.of(table.substring(prefix.length()))
        : Optional.empty();
  }
}
