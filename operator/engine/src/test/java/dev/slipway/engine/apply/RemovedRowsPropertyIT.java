package dev.slipway.engine.apply;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.engine.EngineException;
import dev.slipway.engine.bench.AppDatabase;
import dev.slipway.engine.preset.Naming;
import dev.slipway.engine.preset.Preset;
import dev.slipway.testkit.postgres.PostgresInstallation;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Trees of three tables that teams change at random, and a production whose numbers are others and
 * mean others: what goes is what an oracle says that knows no numbers. A message names the seed.
 */
@ParameterizedClass
@MethodSource("dev.slipway.testkit.postgres.PostgresInstallation#all")
class RemovedRowsPropertyIT {
  private static final int SEEDS = Integer.getInteger("slipway.removed.seeds", 20);
  private static final int FIRST = Integer.getInteger("slipway.removed.first", 1);

  /** Fewer that go through would mean that teams do nothing but contradict each other. */
  private static final int MOST = SEEDS / 4;

  private static final Preset PRESET =
      Preset.NONE.extendedBy(
          """
          name: trees
          tables:
            - {table: t0, rule: Overwrite, merged: {UpsertBy: [name]}}
            - table: t1
              rule: Overwrite
              merged: {UpsertBy: [up, name]}
              references: {up: t0.id}
              ownRows: "{mine}"
            - table: t2
              rule: Overwrite
              merged: {UpsertBy: [up, name]}
              references: {up: t1.id}
              ownRows: "{mine}"
          """);

  private final Teams teams;
  private final AppDatabase target;
  @TempDir private Path folder;

  RemovedRowsPropertyIT(PostgresInstallation installation) {
    this.teams = new Teams(installation, PRESET);
    this.target = AppDatabase.fresh(installation);
  }

  @Test
  void whatGoesIsWhatTheNamesSay() {
    var problems = new ArrayList<String>();
    int released = 0;
    int removed = 0;
    for (int seed = FIRST; seed < FIRST + SEEDS; seed++) {
      try {
        int gone = release(seed);
        released += gone < 0 ? 0 : 1;
        removed += Math.max(0, gone);
      } catch (EngineException | AssertionError | IllegalStateException e) {
        problems.add("seed %s: %s".formatted(seed, e.getMessage()));
      }
    }
    assertThat(problems).isEmpty();
    assertThat(released).isGreaterThanOrEqualTo(MOST);
    assertThat(removed).isGreaterThanOrEqualTo(SEEDS);
  }

  /** How many rows the target lost; negative where the teams contradict each other. */
  private int release(int seed) {
    var random = new Random(seed);
    var base = Forest.random(random);
    var changed = new ArrayList<Forest>();
    for (int i = 0; i < 1 + random.nextInt(3); i++) {
      changed.add(base.changed(random, 1 + random.nextInt(4)));
    }
    var everybody = new ArrayList<>(changed);
    everybody.add(base);
    var joined = joined(base.byPath(), everybody.stream().map(Forest::byPath).toList());
    var changes =
        changed.stream().map(it -> Forest.EMPTY_TABLES + it.rows()).toArray(String[]::new);
    var app = Forest.TABLES + base.rows();
    if (joined.isEmpty()) {
      assertThat(teams.explained(app, changes).refusals()).isNotEmpty();
      return -1;
    }
    var wanted = joined.get();
    var present = Forest.target(random, base, wanted);
    target.run(Forest.NO_TABLES + Forest.TABLES + present.rows());
    var before = target.rows("public");
    var keeper = new KeptFiles(folder);
    var migration =
        Releases.migration(
            target, Releases.DESTRUCTIVE.withApp(PRESET, Naming.PLAIN).withUndo(keeper));
    try (var file = teams.joined(app, changes)) {
      var preview = migration.preview(file);
      var report = migration.apply(file, Releases.order(target, 1, "there" + seed));

      var after = Forest.of(target);
      var expected = present.released(base.byPath(), wanted);
      assertThat(after.keeping(present)).isEqualTo(expected);
      assertThat(after.byPath()).containsAllEntriesOf(present.without(wanted));
      assertThat(report.tables()).isEqualTo(preview.tables());
      long gone = report.tables().stream().mapToLong(TableCounts::removed).sum();
      assertThat(gone).isEqualTo(present.size() - expected.size());
      try (var undo = keeper.open()) {
        migration.undo(undo, Releases.undoOrder(target, 1, "back" + seed));
      }
      assertThat(target.rows("public")).isEqualTo(before);
      assertThat(migration.apply(file, Releases.order(target, 1, "once more" + seed)).tables())
          .isEqualTo(report.tables());
      assertThat(migration.apply(file, Releases.order(target, 1, "again" + seed)).tables())
          .allMatch(TableCounts::isUnchanged);
      return (int) gone;
    }
  }

  /** Paths with their values; empty where the teams contradict each other. */
  private static Optional<Map<String, String>> joined(
      Map<String, String> base, List<Map<String, String>> teams) {
    var joined = new TreeMap<String, String>();
    var paths = new TreeMap<>(base);
    teams.forEach(paths::putAll);
    for (var path : paths.keySet()) {
      var before = base.get(path);
      var versions = new ArrayList<String>();
      for (var team : teams) {
        var version = team.get(path);
        if (version != null) {
          versions.add(version);
        }
      }
      var others = versions.stream().filter(it -> !it.equals(before)).distinct().toList();
      boolean isRemoved = before != null && versions.size() < teams.size();
      if (others.size() > 1 || (isRemoved && !others.isEmpty())) {
        return Optional.empty();
      }
      if (!isRemoved) {
        joined.put(path, others.isEmpty() ? versions.getFirst() : others.getFirst());
      }
    }
    boolean isWhole =
        joined.keySet().stream()
            .filter(it -> it.contains("/"))
            .allMatch(it -> joined.containsKey(it.substring(0, it.lastIndexOf('/'))));
    return isWhole ? Optional.of(joined) : Optional.empty();
  }
}
