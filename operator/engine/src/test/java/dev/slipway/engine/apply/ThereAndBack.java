package dev.slipway.engine.apply;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.engine.EngineException;
import dev.slipway.engine.bench.AppDatabase;
import dev.slipway.engine.bench.Catalogs;
import dev.slipway.engine.bench.ReleaseFile;
import dev.slipway.engine.bench.StructureOracle;
import dev.slipway.engine.catalog.Catalog;
import dev.slipway.engine.rules.RuleSet;
import dev.slipway.testkit.postgres.PostgresInstallation;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Releases of a test, each in a schema of its own, that are taken back, brought again by taking
 * that back, and taken back once more. A twin that nobody releases to tells what should have come
 * out.
 */
final class ThereAndBack {
  private final StructureOracle oracle;
  private final AppDatabase source;
  private final AppDatabase target;
  private final AppDatabase twin;
  private final Path folder;
  private final List<String> problems = new ArrayList<>();
  private int undone;

  ThereAndBack(PostgresInstallation installation, Path folder) {
    this.oracle = new StructureOracle(installation);
    this.source = AppDatabase.fresh(installation);
    this.target = AppDatabase.fresh(installation);
    this.twin = AppDatabase.fresh(installation);
    this.folder = folder;
  }

  /** All that can be told of a schema. */
  private record State(Catalog catalog, Map<String, List<String>> rows) {
    static State of(AppDatabase database, String schema) {
      return new State(Catalogs.read(database, schema), database.rows(schema));
    }
  }

  /** Notes what does not come out as it was; a release that is refused is left out. */
  void go(String schema, String ofSource, String ofTarget, RuleSet rules) {
    var begin = "CREATE SCHEMA %1$s; SET search_path = %1$s;\n".formatted(schema);
    source.run(begin + ofSource);
    for (var database : List.of(target, twin)) {
      database.run(begin + ofTarget);
      database.run(
          "SET search_path = %s; CREATE TABLE beside (a int); INSERT INTO beside VALUES (1)"
              .formatted(schema));
    }
    try {
      if (releaseAndTakeBack(schema, rules)) {
        undone++;
        return;
      }
    } catch (EngineException | AssertionError | IllegalStateException e) {
      problems.add(schema + ": " + e.getMessage());
    }
    target.run("DROP SCHEMA %s CASCADE".formatted(schema));
    twin.run("DROP SCHEMA %s CASCADE".formatted(schema));
  }

  /** How many releases were not refused, all of which came out as they should. */
  int undone() {
    assertThat(problems).isEmpty();
    assertThat(oracle.differences(twin, target)).isEmpty();
    return undone;
  }

  private boolean releaseAndTakeBack(String schema, RuleSet rules) {
    var keeper = new KeptFiles(folder);
    var settings = MigrationSettings.of(schema).withDestructive(true).withUndo(keeper);
    var migration = Releases.migration(target, settings);
    var before = State.of(target, schema);
    try (var file = ReleaseFile.of(source, schema, folder, rules)) {
      if (migration.preview(file).findings().stream().anyMatch(it -> it.severity().refuses())) {
        return false;
      }
      migration.apply(file, Releases.order(target, 1, schema));
    }
    var after = State.of(target, schema);
    var beside = target.versions(schema).get(schema + ".beside");

    takeBack(migration, keeper, schema + "-back");

    assertAlike(State.of(target, schema), before);

    takeBack(migration, keeper, schema + "-forth");

    assertAlike(State.of(target, schema), after);

    takeBack(migration, keeper, schema + "-home");

    assertAlike(State.of(target, schema), before);
    assertThat(target.versions(schema).get(schema + ".beside")).isEqualTo(beside);
    return true;
  }

  private void takeBack(Migration migration, KeptFiles keeper, String run) {
    try (var file = keeper.open()) {
      assertThat(migration.previewUndo(file).findings()).noneMatch(it -> it.severity().refuses());
      migration.undo(file, Releases.undoOrder(target, 1, run));
    }
  }

  private static void assertAlike(State found, State wanted) {
    assertThat(found.rows()).isEqualTo(wanted.rows());
    assertThat(found.catalog().tables()).isEqualTo(wanted.catalog().tables());
    assertThat(found.catalog()).isEqualTo(wanted.catalog());
  }
}
