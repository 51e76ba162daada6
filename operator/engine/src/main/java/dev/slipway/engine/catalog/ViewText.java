package dev.slipway.engine.catalog;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The text of a view, the same from every server: older ones name the only relation of a query
 * before each of its columns, newer ones do not.
 */
final class ViewText {
  private static final String NAME = "(\"(?:[^\"]|\"\")+\"|[a-z_][a-z0-9_$]*)";

  /** As PostgreSQL sets a query: every clause begins a line. */
  private static final Pattern SOURCE =
      Pattern.compile("^\\s+FROM " + NAME + "(?: " + NAME + ")?$", Pattern.MULTILINE);

  private static final Pattern QUERY = Pattern.compile("\\bSELECT\\b|\\bFROM\\b|\\bWITH\\b");
  private static final Pattern TOKEN =
      Pattern.compile("E?'(?:[^'\\\\]|''|\\\\.)*'|" + NAME + "(\\.)?");

  private ViewText() {}

  /** Untouched where the query is more than a plain one over a single relation. */
  static String plain(String definition) {
    return alias(definition).map(it -> withoutQualifier(definition, it)).orElse(definition);
  }

  private static Optional<String> alias(String definition) {
    var source = SOURCE.matcher(definition);
    return QUERY.matcher(definition).results().count() == 2 && source.find()
        ? Optional.of(source.group(2) == null ? source.group(1) : source.group(2))
        : Optional.empty();
  }

  private static String withoutQualifier(String definition, String alias) {
    return TOKEN
        .matcher(definition)
        .replaceAll(
            it ->
                alias.equals(it.group(1)) && it.group(2) != null
                    ? ""
                    : Matcher.quoteReplacement(it.group()));
  }
}
