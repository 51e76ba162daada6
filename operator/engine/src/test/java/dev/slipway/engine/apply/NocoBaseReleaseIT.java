package dev.slipway.engine.apply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.slipway.engine.EngineException;
import dev.slipway.engine.bench.AppDatabase;
import dev.slipway.engine.bench.Catalogs;
import dev.slipway.engine.bench.NocoBaseFixture;
import dev.slipway.engine.bench.NocoBaseSample;
import dev.slipway.engine.database.Transaction;
import dev.slipway.engine.ledger.Attempt;
import dev.slipway.testkit.Scratch;
import dev.slipway.testkit.postgres.PostgresInstallation;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** From development to production by the preset, with everything that lies in wait between them. */
class NocoBaseReleaseIT {
  private static final PostgresInstallation INSTALLATION = PostgresInstallation.oldest();
  private static final String QUANTITY =
      """
      {"casts": [{"column": "orders.quantity", "using": "nullif(trim(quantity), '')::integer"}]}\
      """;

  @Test
  void productionGetsTheConfigurationAndKeepsItsBusiness() {
    var development = NocoBaseSample.development(AppDatabase.fresh(INSTALLATION));
    var production = NocoBaseSample.production(AppDatabase.fresh(INSTALLATION));

    assertReleased(development, production);
  }

  @Test
  void soDoesTheRealOne() {
    assertReleased(
        NocoBaseFixture.load("nb_dev", INSTALLATION),
        NocoBaseFixture.load("nb_prod", INSTALLATION));
  }

  @Test
  void productionGoesBackAndKeepsWhatWasOrderedMeanwhile() {
    assertTakenBack(
        NocoBaseSample.development(AppDatabase.fresh(INSTALLATION)),
        NocoBaseSample.production(AppDatabase.fresh(INSTALLATION)));
  }

  @Test
  void soDoesTheRealOneGoBack() {
    assertTakenBack(
        NocoBaseFixture.load("nb_dev", INSTALLATION),
        NocoBaseFixture.load("nb_prod", INSTALLATION));
  }

  @Test
  void itsFirstStartOnAReleaseIsNoLoss() throws SQLException {
    var development = NocoBaseSample.development(AppDatabase.fresh(INSTALLATION));
    var production = NocoBaseSample.production(AppDatabase.fresh(INSTALLATION));
    var keeper = new KeptFiles(Scratch.folder("undo"));
    var settings = Releases.SETTINGS.withUndo(keeper);
    var order = Releases.order(production, new Attempt("run", "Apply", 1, "environment"));
    try (var file = Releases.nocoBase(development, QUANTITY)) {
      Releases.migration(production, settings).apply(file, order);
    }
    production.run(
        """
        UPDATE "aiSkills" SET "updatedAt" = now();
        UPDATE "applicationPlugins" SET "updatedAt" = now();
        DELETE FROM "issuedTokens"
        """);

    try (var session = production.sessions().open();
        var transaction = Transaction.begin(session);
        var file = Releases.nocoBase(development, QUANTITY)) {
      var standing =
          Standing.of(session, settings, order.attempt(), file.digest().toString(), () -> file);

      assertThat(standing).isEqualTo(new Standing(List.of(), List.of()));
      transaction.commit();
    }
    production.run("DELETE FROM roles WHERE name IN (SELECT \"roleName\" FROM \"rolesUsers\")");

    try (var session = production.sessions().open();
        var _ = Transaction.begin(session)) {
      var file = Releases.nocoBase(development, QUANTITY);
      var digest = file.digest().toString();
      var standing = Standing.of(session, settings, order.attempt(), digest, () -> file);

      assertThat(standing.amiss())
          .anySatisfy(it -> assertThat(it).contains("rolesUsers", "roleName", "roles"))
          .anySatisfy(it -> assertThat(it).contains("gone from roles"));
    }
  }

  @Test
  void quantitiesThatAreNoNumbersAreNamedByTheirKeysAndNothingChanges() {
    var development = NocoBaseSample.development(AppDatabase.fresh(INSTALLATION));
    var production = NocoBaseSample.production(AppDatabase.fresh(INSTALLATION));
    production.run("ALTER TABLE orders DROP CONSTRAINT \"orders_orderNo_key\"");
    NocoBaseSample.spoil(production);
    var before = production.versions("public");

    try (var file = Releases.nocoBase(development, "{}")) {
      var refused =
          catchThrowableOfType(EngineException.class, () -> Releases.apply(production, file));

      assertThat(refused.findings())
          .anySatisfy(
              it -> {
                assertThat(it.place()).isEqualTo("orders.quantity");
                assertThat(it.what()).doesNotContain("a dozen");
              });
    }
    assertThat(production.versions("public")).isEqualTo(before);
  }

  private static void assertReleased(AppDatabase development, AppDatabase production) {
    var counters = "SELECT concat_ws(' ', collection, field, key, current) FROM public.sequences";
    var people = "SELECT (u.id, u.username, u.password)::text FROM public.users AS u ORDER BY 1";
    var business = "SELECT concat_ws(' ', id, \"orderNo\") FROM public.orders ORDER BY 1";
    var quantities = "SELECT sum(nullif(trim(quantity::text), '')::integer) FROM public.orders";
    var kept = List.of(counters, people, business, quantities);
    var before = kept.stream().map(production::values).toList();

    try (var file = Releases.nocoBase(development, QUANTITY)) {
      Releases.apply(production, file);

      assertThat(Releases.migration(production).preview(file).ddl()).isEmpty();
      assertThat(Releases.migration(production).preview(file).tables())
          .allSatisfy(it -> assertThat(it.isUnchanged()).as(it.table()).isTrue());
    }
    assertThat(production.values(people)).isEqualTo(before.get(1));
    assertThat(production.values(business)).isEqualTo(before.get(2));
    assertThat(production.values(quantities)).isEqualTo(before.get(3));
    assertThat(production.values(counters)).containsAll(countersInBoth(before.get(0), production));
    assertThat(production.values("SELECT name FROM public.roles ORDER BY 1"))
        .isEqualTo(development.values("SELECT name FROM public.roles ORDER BY 1"));
  }

  /** Everything is as before, plus an order. */
  private static void assertTakenBack(AppDatabase development, AppDatabase production) {
    var keeper = new KeptFiles(Scratch.folder("undo"));
    var migration = Releases.migration(production, Releases.SETTINGS.withUndo(keeper));
    var structure = Catalogs.read(production, "public");
    var rows = production.rows("public");
    try (var file = Releases.nocoBase(development, QUANTITY)) {
      migration.apply(file, Releases.order(production, 1));
    }
    production.run(
        """
        CREATE TEMP TABLE ordered AS SELECT * FROM orders ORDER BY id LIMIT 1;
        UPDATE ordered SET id = 987654321, "orderNo" = 'ordered meanwhile', quantity = 3;
        INSERT INTO orders SELECT * FROM ordered\
        """);

    try (var kept = keeper.open()) {
      migration.undo(kept, Releases.undoOrder(production, 1, "back"));
    }

    var ordered = "SELECT quantity FROM public.orders WHERE id = 987654321";
    assertThat(production.values(ordered)).containsExactly("3");
    production.run("DELETE FROM orders WHERE id = 987654321");
    assertThat(Catalogs.read(production, "public")).isEqualTo(structure);
    assertThat(production.rows("public")).isEqualTo(rows);
  }

  /** A counter of a field that development no longer has goes; every other stays where it was. */
  private static List<String> countersInBoth(List<String> before, AppDatabase production) {
    var present =
        production.values("SELECT concat_ws(' ', collection, field, key) FROM public.sequences");
    return before.stream()
        .filter(it -> present.contains(it.substring(0, it.lastIndexOf(' '))))
        .toList();
  }
}
