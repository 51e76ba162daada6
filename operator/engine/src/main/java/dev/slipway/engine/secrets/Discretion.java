package dev.slipway.engine.secrets;

import static java.util.stream.Collectors.joining;

import java.util.List;
import java.util.stream.Stream;

/** Tells where a secret is in words that give away nothing of it, nor of another one. */
record Discretion(Watch watch, Text secret) {
  static final String HIDDEN = "(hidden)";

  private static final int LONGEST_NAME = 40;
  private static final int MOST_NAMES = 8;
  private static final int SHORTEST_PART = 4;

  /** The column, and keys and indexes below it; of a long way its beginning and its end. */
  String place(String column, List<String> path) {
    int left = Math.max(0, path.size() - MOST_NAMES);
    var end = path.subList(left == 0 ? 0 : left + 1, path.size()).stream();
    var names = left == 0 ? end : Stream.concat(Stream.of("…"), end);
    return Stream.concat(Stream.of(column), names.map(this::shown)).collect(joining("."));
  }

  String shown(String name) {
    if (givesAway(name) || watch.recognises(Text.of(name))) {
      return HIDDEN;
    }
    var printable = name.replaceAll("\\p{C}", "?");
    return printable.codePointCount(0, printable.length()) <= LONGEST_NAME
        ? printable
        : printable.substring(0, printable.offsetByCodePoints(0, LONGEST_NAME)) + "…";
  }

  private boolean givesAway(String name) {
    var hidden = secret.toString();
    return name.equals(hidden)
        || (Math.min(name.length(), hidden.length()) >= SHORTEST_PART
            && (name.contains(hidden) || hidden.contains(name)));
  }
}
