package dev.slipway.engine.preset;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.engine.bench.AppDatabase;
import dev.slipway.engine.bench.NocoBaseFixture;
import dev.slipway.engine.catalog.Catalog;
import dev.slipway.engine.catalog.CatalogReader;
import dev.slipway.engine.catalog.Table;
import dev.slipway.engine.database.Transaction;
import dev.slipway.engine.rules.Rule;
import dev.slipway.testkit.postgres.PostgresInstallation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The preset beside databases and lists of a real NocoBase; left out where they are not there. */
class RealNocoBaseIT {
  private static final Preset PRESET = Presets.named("nocobase");

  @Test
  void everyDocumentedTableHasItsDocumentedRule() throws IOException {
    var documented =
        lines(NocoBaseFixture.file("builtin-tables.tsv"))
            .collect(toMap(it -> it.get(1), it -> rule(it.get(3)).orElseThrow()));

    assertThat(documented).hasSize(133);
    assertThat(
            PRESET.tables().values().stream()
                .filter(it -> it.documented() != null)
                .collect(toMap(PresetTable::name, it -> Optional.ofNullable(it.documented()))))
        .isEqualTo(
            documented.entrySet().stream()
                .collect(toMap(Map.Entry::getKey, it -> Optional.of(it.getValue()))));
  }

  @Test
  void everyTableThatOnlyTheCodeKnowsHasTheRuleThatTheCodeDeclares() throws IOException {
    var declared =
        lines(NocoBaseFixture.file("migration_rules.tsv"))
            .filter(it -> PRESET.table(it.getFirst()).orElseThrow().documented() == null)
            .toList();

    assertThat(declared).hasSizeGreaterThan(15);
    assertThat(declared)
        .allSatisfy(
            it -> {
              var said = PRESET.table(it.getFirst()).orElseThrow().saidByTheApp();
              assertThat(Optional.ofNullable(said))
                  .as(it.getFirst())
                  .isEqualTo(rule(it.get(4).split(",", -1)[0]));
            });
  }

  @ParameterizedTest
  @ValueSource(strings = {"nb_fresh", "nb_v1", "nb_dev", "nb_prod"})
  void everyTableIsTheAppsOrTheUsers(String name) {
    var app = NocoBaseFixture.load(name, PostgresInstallation.oldest());
    var catalog = catalog(app);
    var builtIns = BuiltInTables.of(PRESET, Naming.PLAIN, catalog);
    var users = tablesOfUsers(app);

    var neither =
        catalog.tables().stream()
            .map(Table::name)
            .filter(it -> builtIns.find(it).isEmpty())
            .filter(it -> !users.contains(builtIns.followedBy(it).orElse(it)))
            .toList();

    assertThat(neither).isEmpty();
    assertThat(catalog.tables())
        .filteredOn(it -> builtIns.find(it.name()).isPresent())
        .hasSizeGreaterThan(100)
        .allSatisfy(
            it -> {
              var table = builtIns.find(it.name()).orElseThrow();
              assertThat(table.merged().takesRows()).isEqualTo(table.rule().takesRows());
            });
  }

  @Test
  void everyColumnThatThePresetNamesIsThere() {
    var catalog = catalog(NocoBaseFixture.load("nb_dev", PostgresInstallation.oldest()));
    var builtIns = BuiltInTables.of(PRESET, Naming.PLAIN, catalog);
    var there =
        PRESET.tables().values().stream()
            .filter(it -> builtIns.find(it.name()).isPresent())
            .toList();

    assertThat(there)
        .allSatisfy(
            entry -> {
              var table = builtIns.find(entry.name()).orElseThrow();
              assertThat(table.merged()).isEqualTo(entry.merged());
              assertThat(table.match()).isEqualTo(entry.match());
              assertThat(table.ownColumns()).containsAll(entry.ownColumns());
              assertThat(table.volatileColumns()).isEqualTo(entry.volatileColumns());
              assertThat(table.references()).hasSameSizeAs(entry.references().keySet());
              assertThat(table.secrets()).isEqualTo(entry.secrets());
            });
  }

  @ParameterizedTest
  @CsvSource({"nb_fresh, 76, true", "nb_dev, 79, true", "nb_prod, 76, true"})
  void tellsWhatIsInstalled(String name, int plugins, boolean initialised) throws SQLException {
    var app = NocoBaseFixture.load(name, PostgresInstallation.newest());

    try (var session = app.sessions().open();
        var _ = Transaction.begin(session)) {
      var facts = AppFacts.read(session, "public", PRESET, Naming.PLAIN);

      assertThat(facts.version()).isEqualTo("2.2.15");
      assertThat(facts.initialised()).isEqualTo(initialised);
      assertThat(facts.plugins())
          .hasSize(plugins)
          .containsEntry("acl", new AppFacts.Plugin("2.2.15", true));
    }
  }

  /** As the app knows them: collections, and the tables between two of them. */
  private static Set<String> tablesOfUsers(AppDatabase app) {
    var tables = new HashSet<>(app.values("SELECT name FROM public.collections"));
    tables.addAll(
        app.values(
            "SELECT options->>'through' FROM public.fields WHERE options->>'through' IS NOT NULL"));
    return tables;
  }

  private static Catalog catalog(AppDatabase app) {
    try (var session = app.sessions().open();
        var _ = Transaction.begin(session)) {
      return CatalogReader.read(session, "public");
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Optional<Rule> rule(String word) {
    return switch (word) {
      case "overwrite" -> Optional.of(Rule.OVERWRITE);
      case "schema-only" -> Optional.of(Rule.SCHEMA_ONLY);
      case "skip" -> Optional.of(Rule.SKIP);
      case "" -> Optional.empty();
      default -> throw new IllegalArgumentException(word);
    };
  }

  private static Stream<List<String>> lines(Path tsv) throws IOException {
    return Files.readAllLines(tsv).stream()
        .skip(1)
        .map(it -> Arrays.stream(it.split("\t", -1)).toList());
  }
}
