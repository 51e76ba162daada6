package dev.slipway.engine.apply;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.engine.EngineException;
import dev.slipway.engine.bench.AppDatabase;
import dev.slipway.engine.bench.ReleaseFile;
import dev.slipway.engine.file.BuildRequest;
import dev.slipway.engine.file.MigrationFileReader;
import dev.slipway.engine.preset.Naming;
import dev.slipway.engine.preset.Preset;
import dev.slipway.engine.rules.RuleParser;
import dev.slipway.testkit.postgres.PostgresInstallation;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Random rows on both sides, random rules between them, and what an oracle makes of it: the same,
 * or both refuse. A message names the seed.
 */
@ParameterizedClass
@MethodSource("dev.slipway.testkit.postgres.PostgresInstallation#all")
class RowsPropertyIT {
  private static final int SEEDS = Integer.getInteger("slipway.rows.seeds", 40);
  private static final int FIRST = Integer.getInteger("slipway.rows.first", 1);
  private static final List<String> NAMES = List.of("a", "b", "c", "kept");

  private static final List<String> CODES =
      List.of("c1", "c2", "c3", "c4", "c5", "c6", "c7", "c8", "c9", "d1", "d2");

  /** Fewer that go through would mean that chance makes nothing but refusals. */
  private static final int MOST = SEEDS / 4;

  private final AppDatabase source;
  private final AppDatabase target;
  @TempDir private Path folder;

  RowsPropertyIT(PostgresInstallation installation) {
    this.source = AppDatabase.fresh(installation);
    this.target = AppDatabase.fresh(installation);
  }

  @Test
  void aReleaseMakesOfRowsWhatTheOracleMakesOfThem() {
    int released = 0;
    var problems = new ArrayList<String>();
    for (int seed = FIRST; seed < FIRST + SEEDS; seed++) {
      try {
        released += release(seed) ? 1 : 0;
      } catch (EngineException | AssertionError | IllegalStateException e) {
        problems.add("seed %s: %s".formatted(seed, e.getMessage()));
      }
    }
    assertThat(problems).isEmpty();
    assertThat(released).isGreaterThanOrEqualTo(MOST);
  }

  private boolean release(int seed) {
    var random = new Random(seed);
    var tables = NAMES.stream().map(it -> ReleasedTable.random(random, it, NAMES)).toList();
    var alike = random.nextInt(3) > 0;
    create(source, tables, random, alike ? 12 : 3);
    create(target, tables, random, alike ? 12 : 6);
    var expected = RowsOracle.apply(tables, rows(source, tables), rows(target, tables));
    var before = target.versions("public");
    if (expected.isEmpty()) {
      assertRefused(tables);
      assertThat(target.versions("public")).isEqualTo(before);
      return false;
    }
    try (var file = file(tables)) {
      var preview = Releases.migration(target).preview(file);
      var report = Releases.migration(target).apply(file, Releases.order(target, 1, "run" + seed));
      assertThat(rows(target, tables)).isEqualTo(sorted(expected.get()));
      assertThat(report.tables()).isEqualTo(preview.tables());
      assertUntouchedRowsWereNotWritten(report, before);
      var again = Releases.migration(target).apply(file, Releases.order(target, 2, "again" + seed));
      assertThat(again.tables()).allMatch(TableCounts::isUnchanged);
    }
    return true;
  }

  private void assertRefused(List<ReleasedTable> tables) {
    try (var file = file(tables)) {
      var preview = Releases.migration(target).preview(file);
      assertThat(preview.findings()).anyMatch(it -> it.severity().refuses());
    } catch (EngineException e) {
      assertThat(e.findings()).as(e.getMessage()).isNotEmpty();
    }
  }

  /** Every row that counts as kept lies where it lay. */
  private void assertUntouchedRowsWereNotWritten(
      MigrationReport report, Map<String, List<String>> before) {
    var after = target.versions("public");
    for (var table : report.tables()) {
      var kept = new ArrayList<>(after.get("public." + table.table()));
      kept.retainAll(before.get("public." + table.table()));
      assertThat((long) kept.size()).as(table.table()).isEqualTo(table.kept());
    }
    assertThat(after.get("public.kept")).isEqualTo(before.get("public.kept"));
  }

  private MigrationFileReader file(List<ReleasedTable> tables) {
    var rules =
        tables.stream()
            .map(ReleasedTable::ruleWords)
            .collect(joining(", ", "{\"tables\": [", "]}"));
    var preset =
        tables.stream().map(ReleasedTable::presetWords).collect(joining("", "tables:\n", ""));
    return ReleaseFile.of(
        source,
        new BuildRequest(
            "public", RuleParser.parse(rules), Preset.NONE.extendedBy(preset), Naming.PLAIN),
        folder);
  }

  private static void create(
      AppDatabase database, List<ReleasedTable> tables, Random random, int most) {
    var sql = new StringBuilder("DROP TABLE IF EXISTS a, b, c, kept CASCADE;\n");
    var ids = new HashMap<String, List<Integer>>();
    for (var table : tables) {
      sql.append(table.create());
      var own = new ArrayList<Integer>();
      for (int id = 1; id <= 9; id++) {
        if (random.nextInt(15) < most) {
          own.add(id);
        }
      }
      ids.put(table.name(), own);
    }
    for (var table : tables) {
      var codes = new ArrayList<>(CODES);
      for (var id : requireNonNull(ids.get(table.name()))) {
        sql.append(row(table, id, codes, ids, random));
      }
    }
    tables.forEach(it -> sql.append(it.reference()));
    database.run(sql.toString());
  }

  private static String row(
      ReleasedTable table,
      int id,
      List<String> codes,
      Map<String, List<Integer>> ids,
      Random random) {
    var code =
        random.nextInt(table.byCode() ? 60 : 6) == 0 ? "NULL" : "'" + code(id, codes, random) + "'";
    return "INSERT INTO %s VALUES (%s, %s, %s, %s, %s, %s, %s);%n"
        .formatted(
            table.name(),
            id,
            code,
            reference(requireNonNull(ids.get(table.up())), random),
            reference(requireNonNull(ids.get(table.soft())), random),
            random.nextInt(4) == 0 ? "true" : random.nextInt(3) == 0 ? "NULL" : "false",
            random.nextInt(5) == 0
                ? "NULL"
                : "'" + ReleasedTable.pick(random, table.oddValues()).replace("'", "''") + "'",
            random.nextInt(4));
  }

  /** As a rule the same row has the same one on both sides. */
  private static String code(int id, List<String> codes, Random random) {
    var usual = "c" + id;
    return codes.remove(
        random.nextInt(4) > 0 && codes.contains(usual)
            ? codes.indexOf(usual)
            : random.nextInt(codes.size()));
  }

  private static String reference(List<Integer> ids, Random random) {
    return ids.isEmpty() || random.nextInt(3) > 0
        ? "NULL"
        : String.valueOf(ReleasedTable.pick(random, ids));
  }

  private static Map<String, List<Map<String, String>>> rows(
      AppDatabase database, List<ReleasedTable> tables) {
    var rows = new HashMap<String, List<Map<String, String>>>();
    try (var session = database.sessions().open();
        var statement = session.createStatement()) {
      for (var table : tables) {
        var own = new ArrayList<Map<String, String>>();
        var columns =
            ReleasedTable.COLUMNS.stream().map(it -> it + "::text").collect(joining(", "));
        try (var found =
            statement.executeQuery("SELECT %s FROM public.%s".formatted(columns, table.name()))) {
          while (found.next()) {
            var row = new LinkedHashMap<String, String>();
            for (int i = 0; i < ReleasedTable.COLUMNS.size(); i++) {
              row.put(ReleasedTable.COLUMNS.get(i), found.getString(i + 1));
            }
            own.add(row);
          }
        }
        rows.put(table.name(), own);
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    return sorted(rows);
  }

  private static Map<String, List<Map<String, String>>> sorted(
      Map<String, List<Map<String, String>>> rows) {
    var sorted = new HashMap<String, List<Map<String, String>>>();
    rows.forEach(
        (table, of) ->
            sorted.put(
                table,
                of.stream()
                    .sorted((one, two) -> one.toString().compareTo(two.toString()))
                    .toList()));
    return sorted;
  }
}
