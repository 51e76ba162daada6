package dev.slipway.engine.preset;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.engine.EngineException;
import dev.slipway.engine.FailureCode;
import dev.slipway.engine.bench.AppDatabase;
import dev.slipway.engine.bench.NocoBaseSample;
import dev.slipway.engine.catalog.Catalog;
import dev.slipway.engine.catalog.CatalogReader;
import dev.slipway.engine.catalog.Table;
import dev.slipway.engine.database.Transaction;
import dev.slipway.engine.rules.Rule;
import dev.slipway.testkit.postgres.PostgresInstallation;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The preset of NocoBase beside databases of the sample. Everything here reads. */
class BuiltInTablesIT {
  private static final Preset PRESET = Presets.named("nocobase");
  private static final Naming OTHER = new Naming("t_", true);
  private static final AppDatabase PLAIN_APP = fresh();
  private static final AppDatabase OTHER_APP =
      NocoBaseSample.development(AppDatabase.fresh(PostgresInstallation.newest()), "nbs", OTHER);
  private static final Catalog PLAIN_CATALOG = catalog(PLAIN_APP, "public");
  private static final BuiltInTables PLAIN = BuiltInTables.of(PRESET, Naming.PLAIN, PLAIN_CATALOG);
  private static final BuiltInTables RENAMED =
      BuiltInTables.of(PRESET, OTHER, catalog(OTHER_APP, "nbs"));

  @Test
  void answersForEachTableOfTheAppAndNoneOfTheUser() {
    var users =
        PLAIN_CATALOG.tables().stream()
            .map(Table::name)
            .filter(it -> PLAIN.find(it).isEmpty())
            .toList();

    assertThat(users)
        .containsExactlyInAnyOrder(
            "customers",
            "vipCustomers",
            "orders",
            "products",
            "categories",
            "main_categories_path",
            "orderProducts",
            "ordersFiles");
    assertThat(PLAIN_CATALOG.tables()).hasSize(NocoBaseSample.builtInTables() + users.size());
  }

  @Test
  void aPrefixAndUnderscoresGiveTheSameAnswers() {
    assertThat(answers(RENAMED, catalog(OTHER_APP, "nbs")))
        .isEqualTo(answers(PLAIN, PLAIN_CATALOG))
        .hasSize(NocoBaseSample.builtInTables());
    assertThat(RENAMED.groups()).hasSameSizeAs(PLAIN.groups());
  }

  @Test
  void answersInTheNamesOfTheDatabase() {
    var sequences = RENAMED.find("t_sequences").orElseThrow();
    var actions = RENAMED.find("t_data_sources_roles_resources_actions").orElseThrow();

    assertThat(sequences.entry()).isEqualTo("sequences");
    assertThat(sequences.match()).containsExactly("collection", "field", "key");
    assertThat(sequences.ownColumns()).containsExactly("id", "current", "last_generated_at");
    assertThat(actions.merged())
        .isEqualTo(new MergedRule.UpsertBy(List.of("roles_resource_id", "name")));
    assertThat(actions.references())
        .containsExactlyInAnyOrder(
            new Reference(
                "t_data_sources_roles_resources_actions",
                "roles_resource_id",
                "t_data_sources_roles_resources",
                "id"),
            new Reference(
                "t_data_sources_roles_resources_actions",
                "scope_id",
                "t_data_sources_roles_resources_scopes",
                "id"));
    assertThat(RENAMED.find("t_backup_settings").orElseThrow().secrets())
        .containsExactly(new SecretPath("encryption_password", List.of()));
    assertThat(RENAMED.find("backupSettings")).isEmpty();
  }

  @Test
  void groupsNameOnlyTablesThatAreThere() {
    assertThat(PLAIN.groups())
        .allSatisfy(it -> assertThat(it.tables()).hasSizeGreaterThan(1))
        .extracting(TableGroup::name)
        .contains("collections", "roles", "departments")
        .doesNotContain("record history", "mobile routes");
    assertThat(RENAMED.groups())
        .filteredOn(it -> it.name().equals("collections"))
        .singleElement()
        .satisfies(
            it ->
                assertThat(it.tables())
                    .containsExactly(
                        "t_collections",
                        "t_fields",
                        "t_collection_categories",
                        "t_collection_category"));
  }

  @ParameterizedTest
  @CsvSource({
    "main_categories_path, categories",
    "main_desktopRoutes_path,",
    "categories,",
    "nowhere,"
  })
  void thePathsOfAUsersTreeFollowTheTree(String table, String owner) {
    assertThat(PLAIN.followedBy(table)).isEqualTo(Optional.ofNullable(owner));
  }

  @Test
  void thePathsFollowUnderOtherNamesToo() {
    assertThat(RENAMED.followedBy("t_main_categories_path")).contains("t_categories");
    assertThat(RENAMED.followedBy("main_categories_path")).isEmpty();
  }

  @Test
  void whoMadeARowIsTheEnvironmentsWhereverRowsTravel() {
    assertThat(PLAIN.find("desktopRoutes").orElseThrow().ownColumns())
        .containsExactlyInAnyOrder("createdById", "updatedById");
    assertThat(PLAIN.find("workflows").orElseThrow().ownColumns())
        .contains("createdById", "executed", "allExecuted");
    assertThat(PLAIN.find("attachments").orElseThrow().ownColumns()).isEmpty();
    assertThat(PLAIN.find("roles").orElseThrow().ownColumns()).isEmpty();
  }

  @Test
  void withoutANaturalKeyRowsAreToldApartByThePrimaryKeyWhichThenTravels() {
    var app = AppDatabase.fresh(PostgresInstallation.newest());
    app.run(
        "CREATE TABLE sequences (id bigint PRIMARY KEY, collection text, field text, current int)");

    var sequences =
        BuiltInTables.of(PRESET, Naming.PLAIN, catalog(app, "public"))
            .find("sequences")
            .orElseThrow();

    assertThat(sequences.match()).isEmpty();
    assertThat(sequences.merged()).isEqualTo(new MergedRule.Upsert());
    assertThat(sequences.ownColumns()).containsExactly("current");
  }

  @Test
  void rowsOfTheEnvironmentAreNamedInTheDatabasesOwnWords() {
    var yaml =
        """
        tables:
          - {table: storages, rule: Overwrite, merged: Upsert, ownRows: "{baseUrl} LIKE 's3%' OR {name} = 'x'"}
        """;

    var storages =
        BuiltInTables.of(PRESET.extendedBy(yaml), OTHER, catalog(OTHER_APP, "nbs"))
            .find("t_storages")
            .orElseThrow();

    assertThat(storages.ownRows()).isEqualTo("\"base_url\" LIKE 's3%' OR \"name\" = 'x'");
    assertThat(storages.rule()).isEqualTo(Rule.OVERWRITE);
  }

  @Test
  void aConditionOverAColumnThatIsNotThereIsRefused() {
    var extended =
        PRESET.extendedBy("tables: [{table: storages, rule: SchemaOnly, ownRows: '{region} = 1'}]");

    assertThatThrownBy(() -> BuiltInTables.of(extended, Naming.PLAIN, PLAIN_CATALOG))
        .isInstanceOfSatisfying(
            EngineException.class, it -> assertThat(it.code()).isEqualTo(FailureCode.ORDER_INVALID))
        .hasMessageContaining("storages")
        .hasMessageContaining("region");
  }

  @Test
  void tellsTheVersionAndThePluginsUnderWhateverNames() {
    var facts = facts(PLAIN_APP, "public", Naming.PLAIN);

    assertThat(facts.version()).isEqualTo("2.2.15");
    assertThat(facts.initialised()).isTrue();
    assertThat(facts.plugins())
        .hasSize(10)
        .containsEntry("map", new AppFacts.Plugin("2.2.15", false))
        .containsEntry("workflow", new AppFacts.Plugin("2.2.15", true));
    assertThat(facts(OTHER_APP, "nbs", OTHER)).isEqualTo(facts);
  }

  @Test
  void whatADatabaseDoesNotTellIsAbsent() {
    var empty = AppDatabase.fresh(PostgresInstallation.newest());

    assertThat(facts(empty, "public", Naming.PLAIN)).isEqualTo(new AppFacts(null, null, null));
  }

  @Test
  void anAppWithoutUsersIsNotInitialised() {
    var app = fresh();
    app.run("DELETE FROM users; DELETE FROM \"applicationVersion\"");

    var facts = facts(app, "public", Naming.PLAIN);

    assertThat(facts.initialised()).isFalse();
    assertThat(facts.version()).isNull();
  }

  private record AnswerOf(
      Rule rule,
      boolean neverRows,
      int match,
      int own,
      int secrets,
      int references,
      String merged) {}

  private static Map<String, AnswerOf> answers(BuiltInTables tables, Catalog catalog) {
    return catalog.tables().stream()
        .flatMap(it -> tables.find(it.name()).stream())
        .collect(
            toMap(
                BuiltInTable::entry,
                it ->
                    new AnswerOf(
                        it.rule(),
                        it.neverRows(),
                        it.match().size(),
                        it.ownColumns().size(),
                        it.secrets().size(),
                        it.references().size(),
                        it.merged().getClass().getSimpleName())));
  }

  private static AppFacts facts(AppDatabase app, String schema, Naming naming) {
    try (var session = app.sessions().open();
        var _ = Transaction.begin(session)) {
      return AppFacts.read(session, schema, PRESET, naming);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static AppDatabase fresh() {
    return NocoBaseSample.development(AppDatabase.fresh(PostgresInstallation.newest()));
  }

  private static Catalog catalog(AppDatabase app, String schema) {
    try (var session = app.sessions().open();
        var _ = Transaction.begin(session)) {
      return CatalogReader.read(session, schema);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
