package dev.slipway.engine.expression;

import java.util.Optional;

/**
 * Whether a text is a single expression to PostgreSQL, so that in parentheses it stays one whatever
 * stands around it. Supposes {@code standard_conforming_strings}, which a session has to pin.
 */
public final class SqlExpression {
  private final String text;
  private int position;
  private int depth;

  private SqlExpression(String text) {
    this.text = text;
  }

  /** What is wrong with it, in words that follow its place; empty where nothing is. */
  public static Optional<String> fault(String text) {
    return new SqlExpression(text).fault();
  }

  private Optional<String> fault() {
    if (text.isBlank()) {
      return Optional.of("is empty");
    }
    while (position < text.length()) {
      var fault = next();
      if (fault.isPresent()) {
        return fault;
      }
    }
    return depth == 0 ? Optional.empty() : Optional.of("has a parenthesis that is never closed");
  }

  private Optional<String> next() {
    char character = text.charAt(position);
    if (text.startsWith("--", position) || text.startsWith("/*", position)) {
      return Optional.of("has a comment in it");
    }
    return switch (character) {
      case ';' -> Optional.of("has a semicolon in it: one expression is allowed, no statement");
      case '\0' -> Optional.of("has a character in it that PostgreSQL does not know");
      case '\'' -> skipQuoted('\'', isEscaping());
      case '"' -> skipQuoted('"', false);
      case '$' -> skipDollarQuoted();
      case '(' -> nested(1);
      case ')' -> nested(-1);
      default -> {
        position++;
        yield Optional.empty();
      }
    };
  }

  private Optional<String> nested(int change) {
    depth += change;
    position++;
    return depth < 0 ? Optional.of("closes a parenthesis that it never opened") : Optional.empty();
  }

  /** E'...' reads backslashes; a letter or digit before the E makes it the end of a name. */
  private boolean isEscaping() {
    return position > 0
        && "eE".indexOf(text.charAt(position - 1)) >= 0
        && (position == 1 || !isPartOfName(text.charAt(position - 2)));
  }

  private Optional<String> skipQuoted(char quote, boolean escaping) {
    for (int i = position + 1; i < text.length(); i++) {
      if (escaping && text.charAt(i) == '\\') {
        i++;
      } else if (text.startsWith("" + quote + quote, i)) {
        i++;
      } else if (text.charAt(i) == quote) {
        position = i + 1;
        return escaping && goesOnInNextLine()
            ? Optional.of("has a quote that goes on in another line")
            : Optional.empty();
      }
    }
    return Optional.of("has a quote that is never closed");
  }

  /** There PostgreSQL would go on reading backslashes, without a second E. */
  private boolean goesOnInNextLine() {
    var rest = text.substring(position);
    var next = rest.stripLeading();
    return next.startsWith("'") && !rest.startsWith("'");
  }

  private Optional<String> skipDollarQuoted() {
    if (position > 0 && isPartOfName(text.charAt(position - 1))) {
      position++;
      return Optional.empty();
    }
    int end = text.indexOf('$', position + 1);
    if (end < 0 || !isTag(text.substring(position + 1, end))) {
      return Optional.of("has a parameter like $1 in it, which nobody fills");
    }
    var tag = text.substring(position, end + 1);
    int close = text.indexOf(tag, end + 1);
    if (close < 0) {
      return Optional.of("has a quote that is never closed");
    }
    position = close + tag.length();
    return Optional.empty();
  }

  private static boolean isTag(String text) {
    return text.chars().allMatch(it -> isPartOfName((char) it))
        && (text.isEmpty() || !Character.isDigit(text.charAt(0)))
        && text.indexOf('$') < 0;
  }

  private static boolean isPartOfName(char it) {
    return Character.isLetterOrDigit(it) || it == '_' || it == '$' || it >= 0x80;
  }
}
