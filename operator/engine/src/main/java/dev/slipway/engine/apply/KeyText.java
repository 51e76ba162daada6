package dev.slipway.engine.apply;

import static java.util.stream.Collectors.joining;

import dev.slipway.engine.catalog.Column;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;

/** Keys of rows as people read them, in an order that is the same on every server. */
final class KeyText {
  private static final Set<String> NUMBERS = Set.of("smallint", "integer", "bigint");

  private KeyText() {}

  /**
   * @param value of a column of the key
   * @param source the rest of a query that has a column {@code what} and the values
   */
  static String firstOfEach(List<Column> keys, Function<Column, String> value, String source) {
    var parts =
        IntStream.range(0, keys.size())
            .mapToObj(i -> "%s AS k%s".formatted(ordered(keys.get(i), value), i))
            .collect(joining(", "));
    var names = IntStream.range(0, keys.size()).mapToObj(i -> "k" + i).toList();
    var texts = names.stream().map(it -> it + "::text").collect(joining(", "));
    return """
    SELECT what, key FROM (
      SELECT what, left(concat_ws('/', %2$s), %5$s) AS key,
             row_number() OVER (PARTITION BY what ORDER BY %3$s) AS place
        FROM (SELECT %1$s, %4$s) AS compared WHERE what IS NOT NULL) AS placed
     WHERE place <= %6$s ORDER BY what, place"""
        .formatted(
            parts, texts, String.join(", ", names), source, TableKeys.LONGEST, TableKeys.FIRST);
  }

  private static String ordered(Column column, Function<Column, String> value) {
    return NUMBERS.contains(column.type())
        ? value.apply(column)
        : "CAST(%s AS text) COLLATE \"C\"".formatted(value.apply(column));
  }
}
