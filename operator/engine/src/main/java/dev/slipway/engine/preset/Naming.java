package dev.slipway.engine.preset;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * How an installation of an app names its tables.
 *
 * @param prefix of every table
 * @param underscored whether names are written_so rather than writtenSo
 */
public record Naming(String prefix, boolean underscored) {
  public static final Naming PLAIN = new Naming("", false);

  /** Shorter names are the endings of other tables by chance. */
  private static final int UNMISTAKABLE = 8;

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

  /**
   * The naming by which most of a preset's tables are found among those of a database; the plain
   * one where none is better.
   */
  public static Naming fitting(Preset preset, Collection<String> tables) {
    var best = PLAIN;
    long found = best.fits(preset, tables);
    for (boolean underscored : new boolean[] {false, true}) {
      for (var prefix : prefixes(preset, tables, underscored)) {
        var naming = new Naming(prefix, underscored);
        long now = naming.fits(preset, tables);
        if (now > found) {
          best = naming;
          found = now;
        }
      }
    }
    return best;
  }

  /** How many of a preset's tables are among those of a database under these very names. */
  public long fits(Preset preset, Collection<String> tables) {
    return preset.tables().keySet().stream().map(this::table).filter(tables::contains).count();
  }

  private static SortedSet<String> prefixes(
      Preset preset, Collection<String> tables, boolean underscored) {
    var spelling = new Naming("", underscored);
    return preset.tables().keySet().stream()
        .map(spelling::table)
        .filter(it -> it.length() >= UNMISTAKABLE)
        .flatMap(
            it ->
                tables.stream()
                    .filter(table -> table.endsWith(it))
                    .map(table -> table.substring(0, table.length() - it.length())))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** A table of the database without its prefix; nothing where it does not have it. */
  Optional<String> withoutPrefix(String table) {
    return table.startsWith(prefix)
        ? Optional.of(table.substring(prefix.length()))
        : Optional.empty();
  }
}
