package dev.slipway.worker;

import java.util.Arrays;
import java.util.stream.Collectors;

/** A failure that nobody foresaw, for the log: where it came from, and not what it says. */
final class Bug {
  private static final int FRAMES = 24;

  private Bug() {}

  /** The messages stay out, since one that nobody thought of may quote a row or a secret. */
  static String inWords(Throwable bug) {
    var words = new StringBuilder("please report this:");
    for (var it = bug; it != null; it = it.getCause()) {
      words
          .append(' ')
          .append(it.getClass().getName())
          .append(
              Arrays.stream(it.getStackTrace())
                  .limit(FRAMES)
                  .map(StackTraceElement::toString)
                  .collect(Collectors.joining(" < ", " at ", ";")));
    }
    return words.toString();
  }
}
