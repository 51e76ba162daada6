package dev.slipway.engine.check;

import java.math.BigDecimal;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the answer of a query must be: a value, or a comparison with a number. Numbers are equal
 * when they mean the same, such as 3 and 3.00; everything else is when it is the same text.
 */
public record Expectation(String text) {
  private enum Comparison {
    AT_LEAST(">="),
    AT_MOST("<="),
    NOT("!="),
    MORE(">"),
    LESS("<"),
    EQUAL("=");

    private final String sign;

    Comparison(String sign) {
      this.sign = sign;
    }

    /** The number behind this sign, where there is one. */
    private Optional<BigDecimal> limitIn(String text) {
      return text.startsWith(sign) ? number(text.substring(sign.length())) : Optional.empty();
    }

    private boolean holds(BigDecimal answer, BigDecimal limit) {
      int order = answer.compareTo(limit);
      return switch (this) {
        case AT_LEAST -> order >= 0;
        case AT_MOST -> order <= 0;
        case NOT -> order != 0;
        case MORE -> order > 0;
        case LESS -> order < 0;
        case EQUAL -> order == 0;
      };
    }
  }

  /** No answer at all meets nothing, not even that it be unequal to something. */
  public boolean isMetBy(@Nullable String answer) {
    if (answer == null) {
      return false;
    }
    var expected = text.strip();
    for (var comparison : Comparison.values()) {
      var limit = comparison.limitIn(expected);
      if (limit.isPresent()) {
        return number(answer).filter(it -> comparison.holds(it, limit.get())).isPresent();
      }
    }
    return isEqual(expected, answer.strip());
  }

  private static boolean isEqual(String expected, String answer) {
    var number = number(expected);
    return number.isPresent()
        ? number(answer).filter(it -> it.compareTo(number.get()) == 0).isPresent()
        : expected.equals(answer);
  }

  /** A text as a number, if it is one. */
  static Optional<BigDecimal> number(String text) {
    try {
      return Optional.of(new BigDecimal(text.strip()));
    } catch (NumberFormatException _) {
      return Optional.empty();
    }
  }
}
