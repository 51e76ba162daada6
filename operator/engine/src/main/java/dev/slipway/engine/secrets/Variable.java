package dev.slipway.engine.secrets;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How content refers to a variable.
 *
 * @param literal what every reference holds; empty where the expression does not tell
 */
record Variable(Pattern pattern, String literal) implements Trigger.Lead {
  /** A reference is looked for this far around its literal, and no name is longer. */
  private static final int REACH = 512;

  private static final int STRIDE = 1024;

  static Variable of(String expression) {
    return new Variable(Pattern.compile(expression), RequiredLiteral.of(expression));
  }

  /** A literal of one byte would be found everywhere. */
  boolean hasTrigger() {
    return literal.getBytes(UTF_8).length >= 2;
  }

  /** Tells the names of all variables that are referred to around a place of the literal. */
  void namesAround(Text text, int place, Consumer<String> names) {
    names(text, place - REACH, place + literal.length() + REACH, names);
  }

  /** The same without a literal to go by. */
  void namesIn(Text text, Consumer<String> names) {
    for (int from = 0; from < text.length(); from += STRIDE) {
      names(text, from - REACH, from + STRIDE, names);
    }
  }

  String without(String text) {
    return pattern.matcher(text).replaceAll("");
  }

  private void names(Text text, int from, int to, Consumer<String> names) {
    var matcher = pattern.matcher(text);
    matcher.region(Math.max(0, from), Math.min(text.length(), to));
    matcher.useTransparentBounds(true).useAnchoringBounds(false);
    while (matcher.find()) {
      var name = name(text, matcher);
      if (!name.isBlank() && name.length() <= REACH) {
        names.accept(name);
      }
    }
  }

  private static String name(Text text, Matcher matcher) {
    int group = Math.min(1, matcher.groupCount());
    return matcher.start(group) < 0
        ? ""
        : text.subSequence(matcher.start(group), matcher.end(group)).toString().strip();
  }
}
