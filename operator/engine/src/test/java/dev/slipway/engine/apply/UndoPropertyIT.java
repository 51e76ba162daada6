package dev.slipway.engine.apply;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.engine.EngineException;
import dev.slipway.engine.bench.AppDatabase;
import dev.slipway.engine.bench.Catalogs;
import dev.slipway.engine.bench.ReleaseFile;
import dev.slipway.engine.bench.StructureOracle;
import dev.slipway.engine.catalog.Catalog;
import dev.slipway.engine.file.MigrationFileReader;
import dev.slipway.engine.rules.Rule;
import dev.slipway.testkit.postgres.PostgresInstallation;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Pairs of random apps, each in a schema of its own: what was released and taken back is as it was,
 * and what was taken back twice is as released. A message names the seed.
 */
@ParameterizedClass
@MethodSource("dev.slipway.testkit.postgres.PostgresInstallation#all")
class UndoPropertyIT {
  private static final int PAIRS = 30;

  /** Fewer that go through would mean that chance makes nothing but refusals. */
  private static final int MOST = 12;

  private final StructureOracle oracle;
  private final AppDatabase source;
  private final AppDatabase target;
  private final AppDatabase twin;
  @TempDir private Path folder;

  UndoPropertyIT(PostgresInstallation installation) {
    this.oracle = new StructureOracle(installation);
    this.source = AppDatabase.fresh(installation);
    this.target = AppDatabase.fresh(installation);
    this.twin = AppDatabase.fresh(installation);
  }

  /** All that can be told of a schema, less what stands in slipway's own. */
  private record State(Catalog catalog, Map<String, List<String>> rows) {
    static State of(AppDatabase database, String schema) {
      return new State(Catalogs.read(database, schema), database.rows(schema));
    }
  }

  @Test
  void whatIsTakenBackIsAsItWasAndTwiceAsReleased() {
    int undone = 0;
    var problems = new ArrayList<String>();
    for (int seed = 1; seed <= PAIRS; seed++) {
      var schema = "app" + seed;
      create(seed, schema);
      try {
        if (releaseAndTakeBack(schema, seed)) {
          undone++;
          continue;
        }
      } catch (EngineException | AssertionError | IllegalStateException e) {
        problems.add("seed %s: %s".formatted(seed, e.getMessage()));
      }
      target.run("DROP SCHEMA %s CASCADE".formatted(schema));
      twin.run("DROP SCHEMA %s CASCADE".formatted(schema));
    }
    assertThat(problems).isEmpty();
    assertThat(undone).isGreaterThanOrEqualTo(MOST);
    assertThat(oracle.differences(twin, target)).isEmpty();
  }

  private void create(int seed, String schema) {
    var begin = "CREATE SCHEMA %1$s; SET search_path = %1$s;\n".formatted(schema);
    boolean heir = seed % 3 == 0;
    source.run(begin + RandomApp.sql(new Random(seed), heir, 2));
    for (var database : List.of(target, twin)) {
      database.run(begin + RandomApp.sql(new Random(seed + 1_000_000), heir, seed % 4));
      database.run(begin(schema) + "CREATE TABLE beside (a int); INSERT INTO beside VALUES (1)");
    }
  }

  /** Whether the release was not refused. */
  private boolean releaseAndTakeBack(String schema, int seed) {
    var keeper = new KeptFiles(folder);
    var settings = MigrationSettings.of(schema).withDestructive(true).withUndo(keeper);
    var migration = Releases.migration(target, settings);
    var before = State.of(target, schema);
    try (var file = file(schema, seed)) {
      if (migration.preview(file).findings().stream().anyMatch(it -> it.severity().refuses())) {
        return false;
      }
      migration.apply(file, Releases.order(target, 1, schema));
    }
    var after = State.of(target, schema);
    var beside = target.versions(schema).get(schema + ".beside");

    takeBack(migration, keeper, schema + "-back");

    assertAlike(State.of(target, schema), before);
    assertThat(target.versions(schema).get(schema + ".beside")).isEqualTo(beside);

    takeBack(migration, keeper, schema + "-forth");

    assertAlike(State.of(target, schema), after);

    takeBack(migration, keeper, schema + "-home");

    assertAlike(State.of(target, schema), before);
    return true;
  }

  private void takeBack(Migration migration, KeptFiles keeper, String run) {
    try (var file = keeper.open()) {
      assertThat(migration.previewUndo(file).findings())
          .noneMatch(it -> it.kind().equals("changed-since"));
      migration.undo(file, Releases.undoOrder(target, 1, run));
    }
  }

  private static void assertAlike(State found, State wanted) {
    assertThat(found.rows()).isEqualTo(wanted.rows());
    assertThat(found.catalog().tables()).isEqualTo(wanted.catalog().tables());
    assertThat(found.catalog()).isEqualTo(wanted.catalog());
  }

  private MigrationFileReader file(String schema, int seed) {
    var rule = seed % 2 == 0 ? Rule.SCHEMA_ONLY : Rule.OVERWRITE;
    return ReleaseFile.of(source, schema, folder, ReleaseFile.rules(rule, "*"));
  }

  private static String begin(String schema) {
    return "SET search_path = %s; ".formatted(schema);
  }
}
