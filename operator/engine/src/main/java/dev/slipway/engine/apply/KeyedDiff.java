package dev.slipway.engine.apply;

import static java.util.stream.Collectors.joining;

import dev.slipway.engine.catalog.Column;
import dev.slipway.engine.rules.Rule;
import java.util.List;
import java.util.function.Function;

/**
 * Rows that a key tells apart. They are compared byte by byte ({@code *<>}), which sees what
 * equality does not, such as 1.0 and 1.00, and compares what has no equality, such as json.
 */
record KeyedDiff(ComingRows rows) implements RowDiff {

  @Override
  public String pairs(Reading reading) {
    return table().entry().removed() == null
        ? comingPairs(reading)
        : comingPairs(reading) + "\nUNION ALL\n" + leavingPairs(reading);
  }

  /** The rows of the target that the file says are to go. */
  private String leavingPairs(Reading reading) {
    return """
    SELECT t.%1$s AS present, NULL::tid AS coming
      FROM %2$s AS t JOIN %3$s AS s ON %4$s%5$s\
    """
        .formatted(
            PresentRows.PLACE,
            PresentRows.of(table()),
            rows.leaving(),
            sameKey(reading),
            PresentRows.isOwn(table()).map(it -> " WHERE NOT " + it).orElse(""));
  }

  private String comingPairs(Reading reading) {
    return """
    SELECT t.%1$s AS present, s.ctid AS coming
      FROM %2$s AS t %3$s JOIN %4$s AS s ON %5$s
     WHERE %6$s\
    """
        .formatted(
            PresentRows.PLACE,
            PresentRows.of(table()),
            rule() == Rule.OVERWRITE ? "FULL" : "RIGHT",
            rows.name(),
            sameKey(reading),
            isToChange(reading));
  }

  private String isToChange(Reading reading) {
    var missing = "t.%s IS NULL".formatted(PresentRows.PLACE);
    if (rule() == Rule.INSERT_IGNORE) {
      return missing;
    }
    var ours = PresentRows.isOwn(table()).map(it -> "NOT " + it + " AND ").orElse("");
    var gone = rule() == Rule.OVERWRITE ? "s.ctid IS NULL OR " : "";
    return "%s OR %s(%s%s)".formatted(missing, ours, gone, differ(reading));
  }

  private String differ(Reading reading) {
    var compared = table().changingColumns();
    return "row(%s)::record *<> row(%s)::record"
        .formatted(list(compared, reading.coming()), list(compared, reading.present()));
  }

  /**
   * Equality is what indexes and hashes are for. Where NULL is a value of the key it does not do,
   * and rows are compared whole, which can be sorted for. Rows without a value match none unless
   * the table is to hold nothing else.
   */
  String sameKey(Reading reading) {
    var nullable = table().keys().stream().filter(it -> !it.notNull() && mayLackValues()).toList();
    var plain = table().keys().stream().filter(it -> !nullable.contains(it)).toList();
    var same =
        plain.stream()
            .map(it -> reading.present().apply(it) + " = " + reading.coming().apply(it))
            .collect(joining(" AND "));
    if (nullable.isEmpty()) {
      return same;
    }
    var sameRow =
        "row(%s)::record = row(%s)::record"
            .formatted(list(nullable, reading.present()), list(nullable, reading.coming()));
    return same.isEmpty() ? sameRow : same + " AND " + sameRow;
  }

  private boolean mayLackValues() {
    return rule() == Rule.OVERWRITE || table().entry().merged() != null;
  }

  private Rule rule() {
    return table().entry().rule();
  }

  private TargetTable table() {
    return rows.table();
  }

  private static String list(List<Column> columns, Function<Column, String> value) {
    return columns.stream().map(value).collect(joining(", "));
  }
}
