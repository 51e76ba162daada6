package dev.slipway.engine.secrets;

import static java.nio.charset.StandardCharsets.UTF_8;

/** A few bytes that are worth a closer look where they stand, since what follows fits as well. */
final class Trigger {
  /** Looks at what follows the bytes, as it stands in a row: quick rather than exact. */
  @FunctionalInterface
  interface Rest {
    boolean fits(byte[] bytes, int from, int to);
  }

  final byte[] literal;
  private final ByteSet next;
  private final int known;
  private final Rest rest;
  private final Lead lead;

  private Trigger(String literal, ByteSet next, int known, Rest rest, Lead lead) {
    this.literal = literal.getBytes(UTF_8);
    this.next = next;
    this.known = known;
    this.rest = rest;
    this.lead = lead;
  }

  static Trigger anywhere(String literal, Lead lead) {
    return new Trigger(literal, ByteSet.ANY, 0, (_, _, _) -> true, lead);
  }

  /**
   * @param run how many bytes of that kind must follow
   */
  static Trigger before(String literal, ByteSet next, int run, Lead lead) {
    return new Trigger(
        literal,
        next,
        run,
        (bytes, from, to) -> next.run(bytes, from, Math.min(to, from + run)) == run,
        lead);
  }

  /**
   * @param next what the first byte after the literal may be
   */
  static Trigger beforeRest(String literal, ByteSet next, Rest rest, Lead lead) {
    return new Trigger(literal, next, 1, rest, lead);
  }

  Lead lead() {
    return lead;
  }

  /** Too short to fill a window of {@link Triggers} by itself. */
  boolean isShort() {
    return literal.length < Triggers.WINDOW;
  }

  /** Whether this byte may stand there, counted from where the literal begins. */
  boolean allows(int place, int value) {
    if (place >= 0 && place < literal.length) {
      return literal[place] == (byte) value;
    }
    return place < 0 || place >= literal.length + known || next.has(value);
  }

  boolean fits(byte[] bytes, int at, int from, int to) {
    int after = at + literal.length;
    if (at < from || after > to) {
      return false;
    }
    for (int i = 0; i < literal.length; i++) {
      if (bytes[at + i] != literal[i]) {
        return false;
      }
    }
    return rest.fits(bytes, after, to);
  }

  /** Where a trigger leads. */
  sealed interface Lead permits SecretShape, Variable, Layer {}

  /** What hides the characters of a text, or tells what the next value is. */
  enum Layer implements Lead {
    ESCAPE,
    NAME
  }
}
