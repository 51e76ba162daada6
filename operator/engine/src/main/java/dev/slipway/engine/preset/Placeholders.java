package dev.slipway.engine.preset;

import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Names of the app within SQL, written {@code {name}}, and their place in a database. */
final class Placeholders {
  private static final Pattern NAME = Pattern.compile("\\{([A-Za-z_][\\w.-]*)}");

  private Placeholders() {}

  /**
   * The SQL as a database reads it.
   *
   * @param missing gets each name that the database does not have; it stays as it is
   */
  static String fill(
      String sql, Function<String, Optional<String>> translate, Consumer<String> missing) {
    return NAME.matcher(sql)
        .replaceAll(
            it -> {
              var found = translate.apply(it.group(1));
              if (found.isEmpty()) {
                missing.accept(it.group(1));
              }
              return Matcher.quoteReplacement(found.orElse(it.group()));
            });
  }
}
