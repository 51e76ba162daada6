package dev.slipway.engine.apply;

import static dev.slipway.engine.catalog.SqlIdentifier.quoted;
import static java.util.stream.Collectors.joining;

import dev.slipway.engine.catalog.Column;
import dev.slipway.engine.file.TableEntry;
import dev.slipway.engine.finding.Finding;
import dev.slipway.engine.finding.Verdict;
import dev.slipway.engine.outlook.Outlook;
import dev.slipway.engine.outlook.Release;
import dev.slipway.engine.outlook.StagedRows;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A preview while it is made: all that people are to know, beyond what an apply needs to. */
record Prospect(TargetSession session, Wanted wanted, MigrationSettings settings) {

  /**
   * @param staged with its rows beside the target's, in the transaction that goes on here
   */
  Preview preview(StagedMigration staged) throws SQLException, IOException {
    var findings = new ArrayList<>(refusals(staged));
    findings.addAll(wanted.findings(session, staged));
    var watch = Stopwatch.start();
    var measured = staged.measure();
    double measuring = watch.millis();
    findings.addAll(measured.findings());
    var preview = staged.preview(measured);
    if (settings.refuses(staged.findings())) {
      return told(preview, findings, List.of(), Locks.NONE);
    }
    var stages = stages(staged);
    if (isRelease()) {
      var release = release(staged, stages);
      findings.addAll(Outlook.ofVariables(release));
      Outlook.ofRows(release).stream()
          .filter(it -> isNews(it, measured.findings()))
          .forEach(findings::add);
      preview.tables().stream()
          .filter(this::goesBesideItsCondition)
          .map(Prospect::whereRemoves)
          .forEach(findings::add);
    }
    var keys = keys(staged, preview, stages);
    var locks = new Foresight(session, staged, preview).locks(measured, measuring);
    return told(preview, findings, keys, locks);
  }

  /** A reference that the database itself would refuse has been told already. */
  private static boolean isNews(Finding finding, List<Finding> known) {
    return !finding.kind().equals("dangling-reference")
        || known.stream()
            .noneMatch(
                it -> it.kind().startsWith("reference-") && it.place().equals(finding.place()));
  }

  /** What keeps the migration from beginning, among other things. */
  List<Finding> refusals(StagedMigration staged) throws SQLException {
    return isRelease()
        ? Stream.concat(
                staged.findings().stream(), Outlook.ofApp(release(staged, List.of())).stream())
            .toList()
        : staged.findings();
  }

  /** What is taken back was looked at when it was done. */
  private boolean isRelease() {
    return wanted instanceof Wanted.Release;
  }

  private Preview told(Preview preview, List<Finding> findings, List<TableKeys> keys, Locks locks) {
    var verdict = Verdict.of(findings, settings.accept());
    var standing =
        Stream.concat(
                verdict.standing().stream(), verdict.unheard().stream().map(Prospect::unheard))
            .sorted()
            .toList();
    return new Preview(
        preview.file(),
        preview.digest(),
        preview.tables(),
        preview.ddl(),
        standing,
        verdict.accepted(),
        keys,
        locks.impacts(),
        locks.closed());
  }

  private static Finding unheard(String id) {
    return Finding.warning(
        "accepted-in-vain",
        id,
        "is accepted, and nothing of that name is found here that may be",
        "take it out of accept");
  }

  private Release release(StagedMigration staged, List<StagedRows> stages) {
    var app = settings.appOf(wanted.file().manifest(), staged.target());
    return new Release(
        session.connection(),
        session.schema(),
        wanted.file().manifest(),
        wanted.file().structure(),
        staged.target(),
        stages,
        app.preset(),
        app.naming());
  }

  /** Those of new tables are loaded for the questions alone. */
  private List<StagedRows> stages(StagedMigration staged) throws SQLException, IOException {
    var stages = new ArrayList<StagedRows>();
    for (var table : staged.overwritten()) {
      stages.add(new StagedRows(table.table().name(), table.rows().name(), goes(table)));
    }
    for (var entry : staged.filled()) {
      var name = "slipway_new_" + (stages.size() + 1);
      session.run(
          entry.columns().stream()
              .map(it -> quoted(it) + " " + type(column(entry, it)))
              .collect(joining(", ", "CREATE TEMP TABLE " + name + " (", ") ON COMMIT DROP")));
      var columns = entry.columns().stream().map(it -> quoted(it)).collect(joining(", "));
      StagedTable.copy(
          session,
          wanted.file(),
          entry,
          "COPY pg_temp.%s (%s) FROM STDIN".formatted(name, columns));
      stages.add(new StagedRows(entry.name(), "pg_temp." + name, null));
    }
    return stages;
  }

  /** As it was found: what is said of the rows is said of those that are removed. */
  private static @Nullable String goes(StagedTable table) {
    return table.entry().removed() == null
        ? null
        : "EXISTS (SELECT FROM %s AS d WHERE d.number = %s AND d.coming IS NULL AND d.present = t.ctid)"
            .formatted(Differences.NAME, table.number());
  }

  /** An enum may be one that comes with the release. */
  private static String type(Column column) {
    return column.enumName() == null ? column.type() : "text";
  }

  private Column column(TableEntry entry, String name) {
    return wanted.file().structure().table(entry.name()).orElseThrow().columns().stream()
        .filter(it -> it.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private List<TableKeys> keys(StagedMigration staged, Preview preview, List<StagedRows> stages)
      throws SQLException {
    Predicate<String> isChanged =
        name ->
            preview.tables().stream().anyMatch(it -> it.table().equals(name) && !it.isUnchanged());
    var keys = new ArrayList<TableKeys>();
    for (var table : staged.overwritten()) {
      var query = table.firstKeys();
      if (query.isPresent() && isChanged.test(table.table().name())) {
        keys.add(keys(table.table().name(), query.get()));
      }
    }
    for (var entry : staged.filled()) {
      if (!entry.keyColumns().isEmpty() && isChanged.test(entry.name())) {
        keys.add(keys(entry.name(), newOnes(entry, stages)));
      }
    }
    return keys;
  }

  private String newOnes(TableEntry entry, List<StagedRows> stages) {
    var relation =
        stages.stream().filter(it -> it.table().equals(entry.name())).findFirst().orElseThrow();
    return KeyText.firstOfEach(
        entry.keyColumns().stream().map(it -> column(entry, it)).toList(),
        it -> "s." + quoted(it.name()),
        "'added' AS what FROM %s AS s".formatted(relation.relation()));
  }

  private TableKeys keys(String table, String query) throws SQLException {
    Map<String, List<String>> found = new HashMap<>();
    try (var statement = session.connection().createStatement();
        var rows = statement.executeQuery(query)) {
      while (rows.next()) {
        found.computeIfAbsent(rows.getString(1), _ -> new ArrayList<>()).add(rows.getString(2));
      }
    }
    return new TableKeys(
        table,
        found.getOrDefault("added", List.of()),
        found.getOrDefault("changed", List.of()),
        found.getOrDefault("removed", List.of()));
  }

  private boolean goesBesideItsCondition(TableCounts counts) {
    return counts.removed() > 0
        && wanted
            .file()
            .manifest()
            .table(counts.table())
            .filter(it -> it.where() != null)
            .isPresent();
  }

  /** Overwriting is to empty, then to insert: a condition chooses the file's rows alone. */
  private static Finding whereRemoves(TableCounts counts) {
    return Finding.warning(
        "where-removes",
        counts.table(),
        "its rule takes some of the source's rows, and all %s of the target's that are not among them go"
            .formatted(counts.removed()),
        "take Upsert, if they are to stay");
  }
}
