package dev.slipway.engine.packing;

import java.util.List;

/** The files of age: a key a line, with blank lines and comments between them. */
final class AgeLines {
  private static final String COMMENT = "#";

  private AgeLines() {}

  static List<String> of(String text) {
    return text.lines()
        .map(String::strip)
        .filter(it -> !it.isEmpty() && !it.startsWith(COMMENT))
        .toList();
  }
}
