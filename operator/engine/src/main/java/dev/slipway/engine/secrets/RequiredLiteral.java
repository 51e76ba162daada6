package dev.slipway.engine.secrets;

import java.util.regex.Pattern;

/**
 * The longest piece of plain text that whatever a regular expression matches must hold. Reads only
 * what is plain beyond doubt; where in doubt there is none.
 */
final class RequiredLiteral {
  /** Escapes that are whole with one letter. */
  private static final String SINGLE_LETTERS = "dDwWsShHvVbBRtnrfAzZG";

  private static final Pattern SETS_FLAGS = Pattern.compile("\\(\\?[a-zA-Z-]+\\)");

  private final StringBuilder run = new StringBuilder();
  private String longest = "";

  private RequiredLiteral() {}

  static String of(String expression) {
    var literal = new RequiredLiteral();
    boolean ascii = expression.chars().allMatch(it -> it < 128);
    return ascii && literal.read(expression) ? literal.longest : "";
  }

  private boolean read(String expression) {
    for (int i = 0; i < expression.length(); ) {
      char c = expression.charAt(i);
      switch (c) {
        case '|' -> {
          return false;
        }
        case '(' -> {
          if (SETS_FLAGS.matcher(expression).region(i, expression.length()).lookingAt()) {
            return false;
          }
          i = group(expression, i);
          end();
        }
        case '[' -> {
          i = closed(expression, i, ']');
          end();
        }
        case '*', '?', '{' -> {
          dropLast();
          i = c == '{' ? closed(expression, i, '}') : i + 1;
        }
        case '\\' -> {
          if (i + 1 == expression.length() || !escaped(expression.charAt(i + 1))) {
            return false;
          }
          i += 2;
        }
        case '.', '+', '^', '$' -> {
          end();
          i++;
        }
        default -> {
          run.append(c);
          i++;
        }
      }
    }
    end();
    return true;
  }

  private boolean escaped(char c) {
    if (!Character.isLetterOrDigit(c)) {
      run.append(c);
      return true;
    }
    end();
    return SINGLE_LETTERS.indexOf(c) >= 0;
  }

  private void dropLast() {
    if (!run.isEmpty()) {
      run.setLength(run.length() - 1);
    }
    end();
  }

  private void end() {
    if (run.length() > longest.length()) {
      longest = run.toString();
    }
    run.setLength(0);
  }

  private static int group(String expression, int from) {
    int depth = 0;
    for (int i = from; i < expression.length(); i++) {
      switch (expression.charAt(i)) {
        case '\\' -> i++;
        case '[' -> i = closed(expression, i, ']') - 1;
        case '(' -> depth++;
        case ')' -> depth--;
        default -> {}
      }
      if (depth == 0) {
        return i + 1;
      }
    }
    return expression.length();
  }

  private static int closed(String expression, int from, char close) {
    for (int i = from; i < expression.length(); i++) {
      if (expression.charAt(i) == '\\') {
        i++;
      } else if (expression.charAt(i) == close) {
        return i + 1;
      }
    }
    return expression.length();
  }
}
