package dev.slipway.engine.preset;

import java.util.List;
import java.util.regex.Pattern;

/**
 * A place in a table where a secret lives. A step of the path is
 *
 * <ul>
 *   <li>a key, in which {@code *} stands for any letters, {@code ?} for one or none, and {@code |}
 *       for "or"; the case of letters does not matter. So {@code *} alone is any key, and any
 *       element of a list;
 *   <li>{@code **}: any number of keys and elements, none too;
 *   <li>{@code [name=token]}: any key or element whose value is an object with such a field, both
 *       written as keys are.
 * </ul>
 *
 * @param column by its name in the database
 * @param path within the column's JSON; empty: the whole value
 */
public record SecretPath(String column, List<String> path) {
  public SecretPath {
    path = List.copyOf(path);
  }

  /** As a preset writes it: {@code options.headers.*}. */
  static SecretPath parse(String text) {
    var steps = List.of(text.split("\\.", -1));
    return new SecretPath(steps.getFirst(), steps.subList(1, steps.size()));
  }

  SecretPath in(String otherColumn) {
    return new SecretPath(otherColumn, path);
  }

  /** The keys, or words, that one of a path is written for. */
  public static Pattern keys(String pattern) {
    var regex =
        Pattern.quote(pattern)
            .replace("|", "\\E|\\Q")
            .replace("*", "\\E.*\\Q")
            .replace("?", "\\E.?\\Q");
    return Pattern.compile(regex, Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.DOTALL);
  }
}
