package dev.slipway.engine.secrets;

import java.util.regex.Pattern;

/**
 * How one kind of secret looks, from its trigger on.
 *
 * @param name with its article, such as {@code a GitHub token}
 */
record SecretShape(String name, Pattern pattern, Proof proof) implements Trigger.Lead {
  /** No secret of a shape is longer; what goes on may be a whole book. */
  private static final int LONGEST = 4096;

  /** What an expression cannot tell. */
  @FunctionalInterface
  interface Proof {
    boolean holds(Text match);
  }

  /**
   * The end of the secret that begins at the trigger, or -1 where there is none.
   *
   * @param at where the trigger stands in the text
   */
  int endIn(Text text, int at) {
    var matcher =
        pattern
            .matcher(text)
            .region(at, Math.min(text.length(), at + LONGEST))
            .useTransparentBounds(true)
            .useAnchoringBounds(false);
    return matcher.lookingAt() && proof.holds(text.subSequence(at, matcher.end()))
        ? matcher.end()
        : -1;
  }
}
