package dev.slipway.engine.structure;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A type as format_type prints it, taken apart.
 *
 * @param base without modifiers, such as {@code timestamp without time zone}
 * @param modifiers such as length, or precision and scale
 * @param brackets one pair a dimension; empty where it is no array
 */
record SqlType(String base, List<Integer> modifiers, String brackets) {
  private static final Pattern PARTS =
      Pattern.compile("(.*?)(?:\\((-?\\d+(?:,-?\\d+)*)\\))?([^()\"]*?)((?:\\[])*)");

  private static final Set<String> STRINGS = Set.of("text", "character varying", "character");
  private static final List<String> INTEGERS = List.of("smallint", "integer", "bigint");
  private static final Set<String> FRACTIONS = Set.of("numeric", "real", "double precision");
  private static final Set<String> TIMESTAMPS =
      Set.of("timestamp without time zone", "timestamp with time zone");
  private static final Set<String> CLOCKS =
      Set.of("time without time zone", "time with time zone", "interval");

  private static final int FINEST = 6;

  static SqlType parse(String text) {
    var parts = PARTS.matcher(text);
    if (!parts.matches()) {
      return new SqlType(text, List.of(), "");
    }
    var modifiers =
        parts.group(2) == null
            ? List.<Integer>of()
            : Arrays.stream(parts.group(2).split(",", -1)).map(Integer::valueOf).toList();
    return new SqlType(parts.group(1) + parts.group(3), modifiers, parts.group(4));
  }

  boolean isArray() {
    return !brackets.isEmpty();
  }

  boolean isString() {
    return STRINGS.contains(base);
  }

  boolean isNumber() {
    return isInteger() || isFraction();
  }

  boolean isInteger() {
    return INTEGERS.contains(base);
  }

  boolean isFraction() {
    return FRACTIONS.contains(base);
  }

  boolean isFloat() {
    return isFraction() && !base.equals("numeric");
  }

  boolean isTimestamp() {
    return TIMESTAMPS.contains(base);
  }

  boolean isTime() {
    return isTimestamp() || CLOCKS.contains(base) || base.equals("date");
  }

  int integerRank() {
    return INTEGERS.indexOf(base);
  }

  /** Of a time: how many digits a second may have. */
  int precision() {
    return modifiers.isEmpty() ? FINEST : modifiers.getFirst();
  }
}
