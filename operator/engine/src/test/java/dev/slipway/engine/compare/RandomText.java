package dev.slipway.engine.compare;

import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Short texts of the characters that somewhere mean something, and of some that sort badly. */
final class RandomText {
  private static final String[] PIECES = {
    "a", "B", "z", "é", "ß", "\uffee", "😀", "\t", "\n", "\r", "\u000b", "\f", "\b", "\u0001", "\\",
    "\\N", "\\.", "\"", "'", ",", "(", ")", "{", " ", "\u00a0", "\u0085", "-", "0", "10", "NULL"
  };

  private RandomText() {}

  static String of(Random random) {
    var text = new StringBuilder();
    for (int i = random.nextInt(4); i > 0; i--) {
      text.append(PIECES[random.nextInt(PIECES.length)]);
    }
    return text.toString();
  }

  static @Nullable String orNull(Random random) {
    return random.nextInt(8) == 0 ? null : of(random);
  }
}
