package dev.slipway.engine.apply;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.engine.bench.AppDatabase;
import dev.slipway.engine.bench.NocoBaseFixture;
import dev.slipway.engine.bench.NocoBaseSample;
import dev.slipway.engine.finding.Finding;
import dev.slipway.engine.finding.Severity;
import dev.slipway.testkit.postgres.PostgresInstallation;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** What a preview of an app made with NocoBase tells of the target, by the preset. */
@ParameterizedClass
@MethodSource("dev.slipway.testkit.postgres.PostgresInstallation#all")
class NocoBasePreviewIT {
  private static final String QUANTITY =
      """
      {"casts": [{"column": "orders.quantity", "using": "nullif(trim(quantity), '')::integer"}]}""";

  private final PostgresInstallation installation;

  NocoBasePreviewIT(PostgresInstallation installation) {
    this.installation = installation;
  }

  @Test
  void productionIsToldWhatItLoses() {
    var found = found(development(), production());

    assertThat(found)
        .hasEntrySatisfying(
            "role-vanishes:auditor", it -> assertThat(it.what()).contains("users: 1"));
  }

  @Test
  void soIsTheRealOne() {
    var found =
        found(
            NocoBaseFixture.load("nb_dev", installation),
            NocoBaseFixture.load("nb_prod", installation));

    assertThat(found)
        .hasEntrySatisfying(
            "role-vanishes:auditor", it -> assertThat(it.what()).contains("nobody holds it"));
  }

  @Test
  void nothingIsSaidWhereNothingIsLost() {
    var same = found(development(), development());

    assertThat(same.values())
        .allSatisfy(it -> assertThat(it.severity()).as(it.id()).isEqualTo(Severity.NOTE));
  }

  @Test
  void norOfTheRealOne() {
    var same =
        found(
            NocoBaseFixture.load("nb_dev", installation),
            NocoBaseFixture.load("nb_dev", installation));

    assertThat(same.values())
        .allSatisfy(it -> assertThat(it.severity()).as(it.id()).isEqualTo(Severity.NOTE));
  }

  private AppDatabase development() {
    return NocoBaseSample.development(AppDatabase.fresh(installation));
  }

  private AppDatabase production() {
    return NocoBaseSample.production(AppDatabase.fresh(installation));
  }

  private static Map<String, Finding> found(AppDatabase source, AppDatabase target) {
    try (var file = Releases.nocoBase(source, QUANTITY)) {
      return Releases.migration(target).preview(file).findings().stream()
          .collect(Collectors.toMap(Finding::id, Function.identity()));
    }
  }
}
