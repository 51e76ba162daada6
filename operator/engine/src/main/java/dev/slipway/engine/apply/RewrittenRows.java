package dev.slipway.engine.apply;

import static dev.slipway.engine.catalog.SqlIdentifier.quoted;
import static java.util.stream.Collectors.joining;

import dev.slipway.engine.catalog.Column;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * The rows of a stage with the keys that they have in the target.
 *
 * @param staged the rows as they are in the file
 * @param drawnKey the columns of the primary key that each environment draws for itself; none: only
 *     references of it are rewritten
 */
record RewrittenRows(StagedTable staged, List<String> primaryKey, Set<String> drawnKey) {
  /** Where a row lies in the stage. */
  static final String PLACE = "\"slipway:place\"";

  /** Whether the target has it. */
  static final String MET = "\"slipway:met\"";

  /** Whether all that tells it apart is known: not so where it names a row that nobody has. */
  static final String TOLD = "\"slipway:told\"";

  RewrittenRows {
    primaryKey = List.copyOf(primaryKey);
    drawnKey = Set.copyOf(drawnKey);
  }

  TargetTable table() {
    return staged.table();
  }

  String name() {
    return "pg_temp.slipway_rewritten_" + staged.number();
  }

  /** For this session, as what differs from them is. */
  String create() {
    return "CREATE TEMP TABLE slipway_rewritten_%s AS SELECT s.ctid AS %s, false AS %s, true AS %s, s.* FROM %s AS s"
        .formatted(staged.number(), PLACE, MET, TOLD, staged.stage().name());
  }

  String takeKeys() {
    var reading = Reading.before(staged.rows());
    return """
    UPDATE %s AS s SET %s = true, %s FROM ONLY %s AS t WHERE %s\
    """
        .formatted(
            name(),
            MET,
            each(key(), it -> quoted(it.name()) + " = " + reading.present().apply(it), ", "),
            table().qualifiedName(),
            new KeyedDiff(staged.rows()).sameKey(reading));
  }

  /** Rows that the target does not have, though it has their keys. */
  String countTaken() {
    return "SELECT count(*) FROM %s AS s WHERE %s".formatted(name(), isTaken());
  }

  /** The one column that can be counted on; empty where there is none. */
  Optional<String> numberedKey() {
    return key().size() == 1 && isNumber(key().getFirst())
        ? Optional.of(key().getFirst().name())
        : Optional.empty();
  }

  /**
   * Beyond all that are known on either side, in the order of the file: whoever does it again gets
   * the same.
   *
   * @param positions of sequences, as further parts of a UNION
   */
  String takeFreeKeys(String positions) {
    var column = table().column(numberedKey().orElseThrow());
    var key = quoted(column.name());
    var last =
        "SELECT max(known) FROM (SELECT max(%1$s)::numeric AS known FROM %2$s UNION ALL SELECT max(%3$s)::numeric FROM ONLY %4$s AS t UNION ALL SELECT 0%5$s) AS known"
            .formatted(
                key,
                staged.stage().name(),
                Reading.before(staged.rows()).present().apply(column),
                table().qualifiedName(),
                positions);
    return """
    UPDATE %1$s AS s SET %2$s = CASE WHEN free.key <= %3$s THEN free.key END
      FROM (SELECT s.%4$s, (%5$s) + row_number() OVER (ORDER BY s.%4$s) AS key
              FROM %1$s AS s WHERE %6$s) AS free
     WHERE free.%4$s = s.%4$s\
    """
        .formatted(name(), key, highest(column), PLACE, last, isTaken());
  }

  String countBeyond(String column) {
    return "SELECT count(*) FROM %s WHERE %s IS NULL".formatted(name(), quoted(column));
  }

  /** Has the new keys of another table's rows stand where their old ones did. */
  String rewrite(KeyReference reference, RewrittenRows parent) {
    return """
    UPDATE %s AS s SET %s
      FROM %s AS o, %s AS f, %s AS p
     WHERE o.ctid = s.%s AND p.%s = f.ctid AND %s AND (%s)\
    """
        .formatted(
            name(),
            each(
                reference,
                it ->
                    "%s = CAST(p.%s AS %s)"
                        .formatted(
                            quoted(reference.columns().get(it)),
                            quoted(reference.toColumns().get(it)),
                            type(reference.columns().get(it))),
                ", "),
            staged.stage().name(),
            parent.staged.stage().name(),
            parent.name(),
            PLACE,
            PLACE,
            each(reference, it -> same(reference, parent, it), " AND "),
            each(
                reference,
                it ->
                    "p.%1$s IS DISTINCT FROM f.%1$s"
                        .formatted(quoted(reference.toColumns().get(it))),
                " OR "));
  }

  /** References to rows that the file does not have. */
  String countLost(KeyReference reference, RewrittenRows parent) {
    return "SELECT count(*) FROM %s AS o WHERE %s AND NOT EXISTS (SELECT FROM %s AS f WHERE %s)"
        .formatted(
            staged.stage().name(),
            each(
                reference,
                it -> "o.%s IS NOT NULL".formatted(quoted(reference.columns().get(it))),
                " AND "),
            parent.staged.stage().name(),
            each(reference, it -> same(reference, parent, it), " AND "));
  }

  /** An app may keep a number in a text. */
  private String same(KeyReference reference, RewrittenRows parent, int place) {
    var own = reference.columns().get(place);
    var other = reference.toColumns().get(place);
    var words =
        type(own).equals(parent.type(other)) || reference.isForced()
            ? "o.%s = f.%s"
            : "CAST(o.%s AS text) = CAST(f.%s AS text)";
    return words.formatted(quoted(own), quoted(other));
  }

  private String type(String column) {
    return staged.type(column);
  }

  private String isTaken() {
    var reading = Reading.before(staged.rows());
    var keys = primaryKey.stream().map(table()::column).toList();
    return "NOT s.%s AND EXISTS (SELECT FROM ONLY %s AS t WHERE %s)"
        .formatted(
            MET,
            table().qualifiedName(),
            each(
                keys,
                it -> reading.present().apply(it) + " = " + reading.coming().apply(it),
                " AND "));
  }

  private List<Column> key() {
    return table().columns().stream().filter(it -> drawnKey.contains(it.name())).toList();
  }

  private static boolean isNumber(Column column) {
    return switch (column.type()) {
      case "smallint", "integer", "bigint" -> true;
      default -> false;
    };
  }

  private static String highest(Column column) {
    return switch (column.type()) {
      case "smallint" -> Short.toString(Short.MAX_VALUE);
      case "integer" -> Integer.toString(Integer.MAX_VALUE);
      default -> Long.toString(Long.MAX_VALUE);
    };
  }

  private static String each(List<Column> columns, Function<Column, String> words, String between) {
    return columns.stream().map(words).collect(joining(between));
  }

  private static String each(KeyReference reference, IntFunction<String> words, String between) {
    return IntStream.range(0, reference.columns().size()).mapToObj(words).collect(joining(between));
  }
}
