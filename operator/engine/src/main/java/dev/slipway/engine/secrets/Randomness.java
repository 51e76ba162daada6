package dev.slipway.engine.secrets;

import static java.util.Locale.ROOT;

/** Tells what somebody drew by lot from what somebody wrote to show where it goes. */
final class Randomness {
  private static final int FEWEST_DIFFERENT = 6;
  private static final int FEWEST_OF_A_KIND = 2;

  private Randomness() {}

  static boolean isThere(Text text) {
    var seen = new boolean[256];
    int different = 0;
    for (int i = 0; i < text.length(); i++) {
      different += seen[text.charAt(i)] ? 0 : 1;
      seen[text.charAt(i)] = true;
    }
    return different >= FEWEST_DIFFERENT && !text.toString().toLowerCase(ROOT).contains("example");
  }

  static boolean hasDigit(Text text) {
    return isThere(text) && digits(text) > 0;
  }

  /** Words have no digits, and numbers no letters. */
  static boolean isMixed(Text text) {
    return isThere(text)
        && digits(text) >= FEWEST_OF_A_KIND
        && text.chars().filter(Character::isLetter).count() >= FEWEST_OF_A_KIND;
  }

  private static long digits(Text text) {
    return text.chars().filter(it -> it >= '0' && it <= '9').count();
  }
}
