package dev.slipway.controllers.step;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/** Lengths of time as the API writes them: 90s, 5m, 1h30m. */
public final class Durations {
  private Durations() {}

  /** The API server has checked the text: it is ISO's, less the beginning. */
  public static Duration parse(String text) {
    return Duration.parse("PT" + text.toUpperCase(Locale.ROOT));
  }

  /** As people read it: 42s, 3m12s, 1h5m0s. */
  public static String inWords(Duration length) {
    return length
        .truncatedTo(ChronoUnit.SECONDS)
        .toString()
        .substring("PT".length())
        .toLowerCase(Locale.ROOT);
  }
}
