package dev.slipway.engine.merge;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.slipway.engine.catalog.Column;
import java.util.Optional;
import java.util.regex.Pattern;

/** What a new column holds in a row of a source that does not have the column. */
final class Fill {
  private static final Pattern NUMBER = Pattern.compile("-?[0-9]+(?:\\.[0-9]+)?");
  private static final Pattern TEXT =
      Pattern.compile("'((?:[^'\\\\]|'')*)'::(?:text|character varying|json|jsonb|[a-z_]+)");

  private Fill() {}

  /** The value as text COPY writes it; nothing where only PostgreSQL could tell. */
  static Optional<byte[]> of(Column column) {
    return text(column).map(it -> it.getBytes(UTF_8));
  }

  private static Optional<String> text(Column column) {
    var expression = column.defaultExpression();
    if (expression == null) {
      return column.notNull() ? Optional.empty() : Optional.of(CopyText.NULL);
    }
    return switch (column.type()) {
      case "boolean" ->
          switch (expression) {
            case "true" -> Optional.of("t");
            case "false" -> Optional.of("f");
            default -> Optional.empty();
          };
      case "smallint", "integer", "bigint" ->
          NUMBER.matcher(expression).matches() && expression.indexOf('.') < 0
              ? Optional.of(expression)
              : Optional.empty();
      case "text", "character varying", "json" -> literal(expression);
      default ->
          column.type().startsWith("character varying(") ? literal(expression) : Optional.empty();
    };
  }

  private static Optional<String> literal(String expression) {
    var text = TEXT.matcher(expression);
    return text.matches()
        ? Optional.of(CopyText.escaped(text.group(1).replace("''", "'")))
        : Optional.empty();
  }
}
