package dev.slipway.engine.apply;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.engine.EngineException;
import dev.slipway.engine.bench.AppDatabase;
import dev.slipway.engine.bench.Catalogs;
import dev.slipway.engine.bench.ReleaseFile;
import dev.slipway.engine.bench.StructureOracle;
import dev.slipway.engine.catalog.Catalog;
import dev.slipway.engine.catalog.Check;
import dev.slipway.engine.catalog.ForeignKey;
import dev.slipway.engine.catalog.Index;
import dev.slipway.engine.catalog.Key;
import dev.slipway.engine.catalog.Table;
import dev.slipway.engine.file.MigrationFileReader;
import dev.slipway.engine.finding.Finding;
import dev.slipway.engine.finding.Severity;
import dev.slipway.engine.rules.Rule;
import dev.slipway.testkit.postgres.PostgresInstallation;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Pairs of random apps, each in a schema of its own: the target becomes the source, but for what it
 * is said to keep. A message names the seed.
 */
@ParameterizedClass
@MethodSource("dev.slipway.testkit.postgres.PostgresInstallation#all")
class StructurePropertyIT {
  private static final int PAIRS = 30;

  /** Fewer that go through would mean that chance makes nothing but refusals. */
  private static final int MOST = 12;

  private final StructureOracle oracle;
  private final AppDatabase source;
  private final AppDatabase target;
  @TempDir private Path folder;

  StructurePropertyIT(PostgresInstallation installation) {
    this.oracle = new StructureOracle(installation);
    this.source = AppDatabase.fresh(installation);
    this.target = AppDatabase.fresh(installation);
  }

  @Test
  void aTargetBecomesItsSource() {
    int released = 0;
    var problems = new ArrayList<String>();
    for (int seed = 1; seed <= PAIRS; seed++) {
      var schema = "app" + seed;
      create(seed, schema);
      try {
        if (release(schema, seed)) {
          dropUnused(source, schema);
          dropUnused(target, schema);
          assertAlike(schema);
          released++;
          continue;
        }
      } catch (EngineException | AssertionError | IllegalStateException e) {
        problems.add("seed %s: %s".formatted(seed, e.getMessage()));
      }
      source.run("DROP SCHEMA %s CASCADE".formatted(schema));
      target.run("DROP SCHEMA %s CASCADE".formatted(schema));
    }
    assertThat(problems).isEmpty();
    assertThat(released).isGreaterThanOrEqualTo(MOST);
    assertThat(oracle.differences(source, target)).isEmpty();
  }

  private void create(int seed, String schema) {
    var begin = "CREATE SCHEMA %1$s; SET search_path = %1$s;\n".formatted(schema);
    boolean heir = seed % 3 == 0;
    source.run(begin + RandomApp.sql(new Random(seed), heir, 2));
    target.run(begin + RandomApp.sql(new Random(seed + 1_000_000), heir, seed % 4));
  }

  /** Whether it was not refused. */
  private boolean release(String schema, int seed) {
    var file = file(schema, seed);
    var migration = Releases.migration(target, MigrationSettings.of(schema).withDestructive(true));
    var preview = migration.preview(file);
    if (preview.findings().stream().anyMatch(it -> it.severity().refuses())) {
      return false;
    }
    var report = migration.apply(file, Releases.order(target, 1, schema));
    assertThat(report).isEqualTo(MigrationReport.of(preview));
    var again = migration.preview(file);
    assertThat(again.ddl()).isEmpty();
    Catalogs.read(target, schema).views().stream()
        .filter(it -> Catalogs.read(source, schema).view(it.name()).isEmpty())
        .forEach(it -> run(schema, "DROP VIEW " + it.name()));
    again.findings().stream()
        .filter(it -> it.severity() == Severity.NOTE)
        .forEach(it -> dropResidue(schema, it));
    return true;
  }

  private MigrationFileReader file(String schema, int seed) {
    var rule = seed % 2 == 0 ? Rule.SCHEMA_ONLY : Rule.OVERWRITE;
    return ReleaseFile.of(source, schema, folder, ReleaseFile.rules(rule, "*"));
  }

  /** What was said to stay, so that all else can be compared. */
  private void dropResidue(String schema, Finding note) {
    var dot = note.place().indexOf('.');
    var name = note.place().substring(dot + 1);
    if (dot < 0) {
      Catalogs.read(target, schema).tables().stream()
          .filter(it -> Catalogs.read(source, schema).table(it.name()).isEmpty())
          .forEach(it -> run(schema, "DROP TABLE %s CASCADE".formatted(it.name())));
    } else if (note.what().startsWith("a column")) {
      dropColumn(schema, note.place().substring(0, dot), name);
    } else if (note.what().startsWith("an index")) {
      run(schema, "DROP INDEX IF EXISTS %s".formatted(name));
    }
  }

  /** Those that are inherited go with their parent's. */
  private void dropColumn(String schema, String table, String column) {
    Catalogs.read(target, schema).table(table).stream()
        .flatMap(it -> it.columns().stream())
        .filter(it -> it.name().equals(column) && !it.inherited())
        .forEach(
            _ -> run(schema, "ALTER TABLE %s DROP COLUMN %s CASCADE".formatted(table, column)));
  }

  private void run(String schema, String sql) {
    target.run("SET search_path = %s; %s".formatted(schema, sql));
  }

  private void assertAlike(String schema) {
    var missing = facts(Catalogs.read(source, schema));
    var surplus = new ArrayList<String>();
    for (var fact : facts(Catalogs.read(target, schema))) {
      if (!missing.remove(fact)) {
        surplus.add(fact);
      }
    }
    assertThat(missing).as("missing").isEmpty();
    assertThat(surplus).as("too much").isEmpty();
  }

  /** What no table uses is in no file. */
  private static void dropUnused(AppDatabase database, String schema) {
    for (var thing : List.of("TYPE %s.mood", "SEQUENCE %s.tickets")) {
      database.run(
          """
          DO $$ BEGIN DROP %s; EXCEPTION WHEN dependent_objects_still_exist THEN NULL; END $$"""
              .formatted(thing.formatted(schema)));
    }
  }

  /** All that counts: neither names that nobody chose, nor the order of columns. */
  private static List<String> facts(Catalog catalog) {
    var facts = new ArrayList<String>();
    catalog.enums().forEach(it -> facts.add(it.toString()));
    catalog.views().forEach(it -> facts.add(it.name() + it.definition()));
    for (var table : catalog.tables()) {
      facts.add(table.name() + table.kind() + table.parents() + table.comment());
      table.columns().forEach(it -> facts.add(table.name() + it));
      parts(table).forEach(it -> facts.add(table.name() + it));
    }
    return facts;
  }

  private static Stream<String> parts(Table table) {
    return Stream.of(
            Optional.ofNullable(table.primaryKey()).map(Key::definition).stream(),
            definitions(table.uniqueKeys(), Key::definition),
            definitions(table.indexes(), Index::definition),
            definitions(table.checks(), Check::definition),
            definitions(table.foreignKeys(), ForeignKey::definition))
        .flatMap(it -> it);
  }

  private static <T> Stream<String> definitions(
      Collection<T> parts, Function<T, String> definition) {
    return parts.stream().map(definition).map(Objects::toString);
  }
}
