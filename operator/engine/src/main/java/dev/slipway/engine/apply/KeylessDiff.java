package dev.slipway.engine.apply;

import static java.util.stream.Collectors.joining;

import dev.slipway.engine.catalog.Column;
import java.util.function.Function;

/**
 * Rows that nothing tells apart but all of their values. Equal ones are numbered, so that each has
 * its counterpart; what has none is deleted or inserted, and nothing changes into something else.
 */
record KeylessDiff(ComingRows rows) implements RowDiff {

  @Override
  public String pairs(Reading reading) {
    var ours = PresentRows.isOwn(rows.table()).map(it -> " WHERE NOT " + it).orElse("");
    return """
    SELECT present.place AS present, coming.place AS coming
      FROM %s AS present FULL JOIN %s AS coming USING (line, number)
     WHERE present.place IS NULL OR coming.place IS NULL"""
        .formatted(
            numbered(
                "t." + PresentRows.PLACE,
                list(reading.present()),
                PresentRows.of(rows.table()) + " AS t" + ours),
            numbered("s.ctid", list(rows::stagedValue), rows.name() + " AS s"));
  }

  private static String numbered(String place, String values, String source) {
    return """
    (SELECT place, line, row_number() OVER (PARTITION BY line) AS number
       FROM (SELECT %s AS place, row(%s)::text COLLATE "C" AS line FROM %s) AS lines)"""
        .formatted(place, values, source);
  }

  private String list(Function<Column, String> value) {
    return rows.table().columns().stream().map(value).collect(joining(", "));
  }
}
