package dev.slipway.engine.apply;

import static dev.slipway.engine.catalog.SqlIdentifier.quoted;
import static java.util.stream.Collectors.joining;

import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * A reference that tells rows apart: it names a row of another table by a key that is another one
 * in the target.
 *
 * @param number of its own among those of the table
 * @param inKey its columns that tell rows apart and hold drawn keys
 * @param rows of the other table, with the target's keys; absent: nobody can tell these
 * @param leaving rows of the other table that are to go as well; absent where the file has none
 */
record LeavingReference(
    int number,
    KeyReference reference,
    List<String> inKey,
    Optional<RewrittenRows> rows,
    Optional<RewrittenLeaving> leaving) {
  LeavingReference {
    inKey = List.copyOf(inKey);
  }

  /** The same for rows of which no more is there than these columns. */
  LeavingReference carriedBy(List<String> columns) {
    return columns.containsAll(reference.columns())
        ? this
        : new LeavingReference(number, reference, inKey, Optional.empty(), Optional.empty());
  }

  /**
   * Says of rows that come that nobody can tell them where the row that they name is not among
   * those that come, or cannot be told itself.
   */
  String distrust(RewrittenRows own) {
    var named =
        rows.map(
                it ->
                    " AND NOT EXISTS (SELECT FROM %s AS f JOIN %s AS p ON p.%s = f.ctid WHERE p.%s AND %s)"
                        .formatted(
                            it.staged().stage().name(),
                            it.name(),
                            RewrittenRows.PLACE,
                            RewrittenRows.TOLD,
                            each(
                                place -> same(own.staged(), it, place, "f." + named(place)),
                                " AND ")))
            .orElse("");
    return "UPDATE %s AS r SET %s = false FROM %s AS s WHERE s.ctid = r.%s AND NOT %s%s"
        .formatted(
            own.name(),
            RewrittenRows.TOLD,
            own.staged().stage().name(),
            RewrittenRows.PLACE,
            namesNone(),
            named);
  }

  /** Brings the target's keys to the row {@code s} that goes. */
  String join(StagedTable child) {
    return rows.map(
            it ->
                " LEFT JOIN (%s) AS %s ON %s"
                    .formatted(
                        known(it),
                        alias(),
                        each(place -> same(child, it, place, alias() + ".o" + place), " AND ")))
        .orElse("");
  }

  /** Whether the row {@code s} names one that the target has, or none at all. */
  String isKnown() {
    return rows.isEmpty() ? namesNone() : "(%s.known OR %s)".formatted(alias(), namesNone());
  }

  private String namesNone() {
    return inKey.stream()
        .map(it -> "s.%s IS NULL".formatted(quoted(it)))
        .collect(joining(" AND ", "(", ")"));
  }

  /** What the column of a row is in the target; empty where it is none of this reference. */
  Optional<String> value(String column, String type) {
    int place = reference.columns().indexOf(column);
    return place < 0 || rows.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "coalesce(CAST(%s.n%s AS %s), s.%s)".formatted(alias(), place, type, quoted(column)));
  }

  /**
   * Of a row that the target does not have nothing is known. A key that both a row that goes and
   * one that comes have is that of the first: rows that go name what the base had.
   */
  private String known(RewrittenRows coming) {
    var inFile = coming.staged().stage().name();
    var isTold = " AND p." + RewrittenRows.TOLD;
    if (leaving.isEmpty()) {
      return known(inFile, coming.name(), isTold);
    }
    var gone = leaving.get().staged().rows().leaving();
    var isNoneThatGoes =
        " AND NOT EXISTS (SELECT FROM %s AS g WHERE %s)"
            .formatted(gone, each(it -> "g.%1$s = f.%1$s".formatted(named(it)), " AND "));
    return known(inFile, coming.name(), isTold + isNoneThatGoes)
        + " UNION ALL "
        + known(gone, leaving.get().name(), "");
  }

  private String known(String inFile, String inTarget, String condition) {
    return "SELECT %s, true AS known FROM %s AS f JOIN %s AS p ON p.%s = f.ctid WHERE p.%s%s"
        .formatted(
            each(it -> "f.%1$s AS o%2$s, p.%1$s AS n%2$s".formatted(named(it), it), ", "),
            inFile,
            inTarget,
            RewrittenRows.PLACE,
            RewrittenRows.MET,
            condition);
  }

  /** An app may keep a number in a text. */
  private String same(StagedTable child, RewrittenRows parent, int place, String key) {
    var own = child.type(reference.columns().get(place));
    var other = parent.staged().type(reference.toColumns().get(place));
    var words =
        own.equals(other) || reference.isForced()
            ? "s.%s = %s"
            : "CAST(s.%s AS text) = CAST(%s AS text)";
    return words.formatted(quoted(reference.columns().get(place)), key);
  }

  private String alias() {
    return "k" + number;
  }

  private String named(int place) {
    return quoted(reference.toColumns().get(place));
  }

  private String each(IntFunction<String> words, String between) {
    return IntStream.range(0, reference.columns().size()).mapToObj(words).collect(joining(between));
  }
}
