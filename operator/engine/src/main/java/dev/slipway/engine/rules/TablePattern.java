package dev.slipway.engine.rules;

import static java.util.stream.Collectors.joining;

import java.util.Arrays;
import java.util.regex.Pattern;

/** The name of a table, or of several: a {@code *} stands for any characters, or none. */
public record TablePattern(String text) {
  public boolean matches(String table) {
    return text.indexOf('*') < 0 ? table.equals(text) : asRegex().matcher(table).matches();
  }

  private Pattern asRegex() {
    var parts = Arrays.stream(text.split("\\*", -1)).map(Pattern::quote);
    return Pattern.compile(parts.collect(joining(".*")), Pattern.DOTALL);
  }
}
