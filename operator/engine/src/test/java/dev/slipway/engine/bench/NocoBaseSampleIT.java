package dev.slipway.engine.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.engine.preset.Naming;
import dev.slipway.testkit.postgres.PostgresInstallation;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The sample is what its traps say. */
class NocoBaseSampleIT {
  private static final AppDatabase DEVELOPMENT =
      NocoBaseSample.development(AppDatabase.fresh(PostgresInstallation.newest()));
  private static final AppDatabase PRODUCTION =
      NocoBaseSample.production(AppDatabase.fresh(PostgresInstallation.oldest()));

  @ParameterizedTest
  @EnumSource
  void everyTrapIsSetOnBothSides(NocoBaseTrap trap) {
    assertThat(trap.isIn(DEVELOPMENT)).isTrue();
    assertThat(trap.isInProduction(PRODUCTION)).isTrue();
  }

  @Test
  void isTheSameEachTime() {
    var again = NocoBaseSample.development(AppDatabase.fresh(PostgresInstallation.oldest()));

    assertThat(again.rows("public")).isEqualTo(DEVELOPMENT.rows("public"));
  }

  @Test
  void itsTablesAreMadeAsARealNocoBaseMakesThem() {
    var real = NocoBaseFixture.load("nb_dev", PostgresInstallation.newest());

    assertThat(columnsOfTheApp(real))
        .hasSizeGreaterThan(columnsOfTheApp(DEVELOPMENT).size())
        .containsAll(columnsOfTheApp(DEVELOPMENT));
  }

  @Test
  void keepsNoDefaultThatTheAppDoesNotHave() {
    assertThat(
            PRODUCTION.values(
                "SELECT attname FROM pg_attrdef d JOIN pg_attribute a ON a.attrelid = d.adrelid AND a.attnum = d.adnum WHERE attname IN ('createdAt', 'updatedAt')"))
        .isEmpty();
  }

  @Test
  void holdsSecretsWhereTheyAre() {
    var both =
        String.join(
                "\n", DEVELOPMENT.rows("public").values().stream().flatMap(List::stream).toList())
            + PRODUCTION.rows("public").values();

    assertThat(both).contains(NocoBaseSample.secretsAtHome());
    assertThat(NocoBaseSample.plantedSecrets()).noneMatch(both::contains);
  }

  @Test
  void secretsArePlantedWhereATestAsksForThem() {
    var planted = NocoBaseSample.development(AppDatabase.fresh(PostgresInstallation.newest()));

    NocoBaseSample.plantSecrets(planted);

    assertThat(planted.rows("public").values().toString())
        .contains(NocoBaseSample.plantedSecrets());
  }

  @Test
  void productionIsSpoiltWhereATestAsksForIt() {
    var spoilt = NocoBaseSample.production(AppDatabase.fresh(PostgresInstallation.newest()));
    spoilt.run("ALTER TABLE orders DROP CONSTRAINT \"orders_orderNo_key\"");

    NocoBaseSample.spoil(spoilt);

    assertThat(spoilt.values("SELECT 1 FROM public.orders WHERE quantity = 'a dozen'")).hasSize(1);
  }

  @Test
  void takesOtherNamesAndAnotherSchema() {
    var renamed =
        NocoBaseSample.development(
            AppDatabase.fresh(PostgresInstallation.newest()), "nbs", new Naming("t_", true));

    assertThat(renamed.rows("public")).isEmpty();
    assertThat(renamed.rows("nbs"))
        .hasSameSizeAs(DEVELOPMENT.rows("public"))
        .containsKeys("nbs.t_application_plugins", "nbs.t_main_desktop_routes_path");
    assertThat(
            renamed.values(
                "SELECT attname FROM pg_attribute WHERE attrelid = 'nbs.t_vip_customers'::regclass AND attnum > 0"))
        .contains("created_at", "credit_limit");
  }

  /** Each with type, default and whether it may be null. */
  private static List<String> columnsOfTheApp(AppDatabase app) {
    return app.values(
        """
        SELECT concat_ws(' ', c.relname, a.attname, format_type(a.atttypid, a.atttypmod),
                         a.attnotnull, pg_get_expr(d.adbin, d.adrelid),
                         EXISTS (SELECT FROM pg_index i WHERE i.indrelid = c.oid AND i.indisprimary
                                    AND a.attnum = ANY (i.indkey)))
          FROM pg_class c
          JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
          LEFT JOIN pg_attrdef d ON d.adrelid = c.oid AND d.adnum = a.attnum
         WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r'
           AND c.relname NOT IN ('products', 'categories', 'incidents')
        """);
  }
}
