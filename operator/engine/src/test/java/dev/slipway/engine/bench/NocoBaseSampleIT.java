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
}
