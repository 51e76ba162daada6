package dev.slipway.engine.apply;

import static dev.slipway.engine.catalog.SqlIdentifier.qualified;
import static dev.slipway.engine.catalog.SqlIdentifier.quoted;
import static java.util.stream.Collectors.joining;

import dev.slipway.engine.catalog.Table;
import dev.slipway.engine.structure.DdlSeverity;
import dev.slipway.engine.structure.DdlStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * Finds out how long a table's statements will take on this very machine: they are executed on a
 * few of its pages, copied into a table that nobody else ever sees, and once more on some more, so
 * that what grows with the rows is told from what does not. Nothing of it stays.
 */
final class Rehearsal {
  private static final long FEW_PAGES = 32;
  private static final double MILLIS_FOR_MORE = 100;

  /** Fewer say nothing on a machine that is busy with other things. */
  private static final int LEAST_TIMES = 8;

  private static final int MOST_TIMES = 24;
  private static final int PLACES = 4;

  /** Such as an app's are; it goes into a logarithm. */
  private static final int ROWS_OF_A_PAGE = 60;

  /** A check that takes less says too little, and costs nothing on more pages. */
  private static final double LEAST_MILLIS = 40;

  private static final Pattern BUILDS_INDEX =
      Pattern.compile("^CREATE (UNIQUE )?INDEX|ADD CONSTRAINT .* (UNIQUE|PRIMARY KEY)");

  private static final Pattern REFERENCE =
      Pattern.compile("FOREIGN KEY \\((.+?)\\) REFERENCES (.+?)\\((.+?)\\)");

  private final TargetSession session;
  private final Table table;
  private final TableExtent extent;
  private final List<DdlStatement> statements;

  Rehearsal(TargetSession session, Table table, TableExtent extent, List<DdlStatement> statements) {
    this.session = session;
    this.table = table;
    this.extent = extent;
    this.statements = statements;
  }

  /**
   * What the rehearsal says of the whole table.
   *
   * @param work how long all of the statements will take, in milliseconds
   * @param filling how long it would take to write all of its rows, with all indexes
   */
  record Reckoning(double work, double filling) {
    static final Reckoning NOTHING = new Reckoning(0, 0);
  }

  /** The first run fills the caches of the session and counts only where there is no more. */
  Reckoning reckon() throws SQLException {
    long pages = Math.min(FEW_PAGES, extent.pages());
    run(pages);
    var few = run(pages);
    if (extent.pages() <= FEW_PAGES) {
      return new Reckoning(few.millis().stream().mapToDouble(it -> it).sum(), few.filling());
    }
    long times =
        Math.clamp((long) (MILLIS_FOR_MORE / Math.max(few.whole(), 0.1)), LEAST_TIMES, MOST_TIMES);
    long some = Math.min(few.pages() * times, extent.pages());
    var more = run(some).and(run(some));
    double work = 0;
    for (int i = 0; i < statements.size(); i++) {
      work +=
          reckoned(few.pages(), few.millis().get(i), more.pages(), more.millis().get(i))
              * sorting(statements.get(i), some);
    }
    return new Reckoning(work, more.filling() * extent.pages() / more.pages());
  }

  /** An index sorts its rows, and that takes longer for each the more there are. */
  private double sorting(DdlStatement statement, long pages) {
    return BUILDS_INDEX.matcher(statement.sql()).find()
        ? Math.log(ROWS_OF_A_PAGE * (double) extent.pages())
            / Math.log(ROWS_OF_A_PAGE * (double) pages)
        : 1;
  }

  /**
   * Along the line through both; no more than half of what took longer is what a statement costs
   * anyway, or a disturbed short run would hide all that grows.
   */
  private double reckoned(long few, double ofFew, long more, double ofMore) {
    double each = more > few ? Math.max(0, (ofMore - ofFew) / (more - few)) : 0;
    double anyway = Math.clamp(ofMore - each * more, 0, ofMore / 2);
    return anyway + (ofMore - anyway) * extent.pages() / more;
  }

  /**
   * What a run on some pages took.
   *
   * @param millis of each statement
   * @param filling how long it took to write the rows, with all indexes
   * @param whole with all that had to be prepared
   */
  private record Run(long pages, List<Double> millis, double filling, double whole) {
    /** The mean: whatever else the machine does then, it will do later as well. */
    Run and(Run other) {
      return new Run(
          pages,
          IntStream.range(0, millis.size())
              .mapToObj(i -> (millis.get(i) + other.millis.get(i)) / 2)
              .toList(),
          (filling + other.filling) / 2,
          (whole + other.whole) / 2);
    }
  }

  private Run run(long pages) throws SQLException {
    try (var trial = Trial.begin(session)) {
      var whole = Stopwatch.start();
      var copy = trial.like(table.name());
      double filling = fill(trial, copy, pages);
      var millis = new ArrayList<Double>();
      boolean isRewritten = false;
      for (var statement : statements) {
        double took = play(trial, statement, copy, pages);
        boolean isDear = statement.severity() != DdlSeverity.ADDITIVE;
        if (took < 0 && isDear && !isRewritten) {
          isRewritten = true;
          took = rewrite(trial, copy);
        }
        millis.add(Math.max(took, 0));
      }
      return new Run(pages, millis, filling, whole.millis());
    }
  }

  private double fill(Trial trial, String copy, long pages) throws SQLException {
    var columns = table.storedColumns().stream().map(it -> quoted(it)).collect(joining(", "));
    return columns.isEmpty()
        ? 0
        : trial.millis(
            "INSERT INTO %s (%s) %s"
                .formatted(copy, columns, someRows(own(), columns, pages, extent.pages())));
  }

  /** From several places, since old rows may be unlike young ones. */
  private static String someRows(String relation, String columns, long some, long all) {
    var each = Math.max(1, some / PLACES);
    return IntStream.range(0, PLACES)
        .mapToLong(i -> all <= some ? i * each : i * (all - each) / (PLACES - 1))
        .mapToObj(
            from ->
                "SELECT %1$s FROM ONLY %2$s WHERE ctid >= '(%3$s,0)' AND ctid < '(%4$s,0)'"
                    .formatted(columns, relation, from, from + each))
        .collect(joining(" UNION ALL "));
  }

  /** Negative where it cannot be played. */
  private double play(Trial trial, DdlStatement statement, String copy, long pages)
      throws SQLException {
    var sql = statement.sql();
    var reference = REFERENCE.matcher(sql);
    if (reference.find()) {
      return check(trial, reference, pages);
    }
    boolean isOfTheTable =
        (sql.startsWith("ALTER TABLE ")
                || sql.startsWith("CREATE INDEX ")
                || sql.startsWith("CREATE UNIQUE INDEX "))
            && sql.contains(own());
    return isOfTheTable && !sql.contains("nextval(") && !sql.contains(" AS IDENTITY")
        ? trial.millis(sql.replace(own(), copy))
        : -1;
  }

  /** On as many pages as it takes to see something, and told for those that were asked for. */
  private double check(Trial trial, Matcher reference, long pages) throws SQLException {
    if (!isThere(reference.group(2))) {
      return -1; // a table that is yet to come
    }
    long some = pages;
    while (true) {
      double took =
          trial.millis(join(reference.group(1), reference.group(2), reference.group(3), some));
      if (took < 0 || took >= LEAST_MILLIS || some == 0 || some * 4 > extent.pages()) {
        return some == pages ? took : took * pages / some;
      }
      some *= 4;
    }
  }

  private boolean isThere(String table) throws SQLException {
    return session
            .numbers(
                "SELECT (to_regclass('%s') IS NOT NULL)::int".formatted(table.replace("'", "''")))
            .getFirst()
        == 1;
  }

  /** As PostgreSQL checks a new reference: all rows of both tables, joined. */
  private String join(String columns, String parent, String keys, long pages) throws SQLException {
    var names = columns.split(", ", -1);
    var others = keys.split(", ", -1);
    var same =
        IntStream.range(0, names.length)
            .mapToObj(i -> "p.%s = c.%s".formatted(others[i], names[i]))
            .collect(joining(" AND "));
    long all =
        session
            .numbers(
                "SELECT pg_relation_size('%s') / current_setting('block_size')::int"
                    .formatted(parent.replace("'", "''")))
            .getFirst();
    long share = Math.max(PLACES, all * pages / Math.max(1, extent.pages()));
    return "SELECT count(*) FROM (%s) AS c LEFT JOIN (%s) AS p ON %s WHERE p.%s IS NULL AND c.%s IS NOT NULL"
        .formatted(
            someRows(own(), columns, pages, extent.pages()),
            someRows(parent, keys, Math.min(share, all), all),
            same,
            others[0],
            names[0]);
  }

  /** What stands for a statement that cannot be played: the whole copy is written anew. */
  private double rewrite(Trial trial, String copy) throws SQLException {
    return trial.millis(
        "ALTER TABLE %s ADD COLUMN slipway_rehearsed text DEFAULT clock_timestamp()::text"
            .formatted(copy));
  }

  private String own() {
    return qualified(session.schema(), table.name());
  }
}
