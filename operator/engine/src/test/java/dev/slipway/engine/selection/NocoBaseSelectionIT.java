package dev.slipway.engine.selection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.engine.bench.AppDatabase;
import dev.slipway.engine.bench.NocoBaseFixture;
import dev.slipway.engine.bench.NocoBaseSample;
import dev.slipway.engine.catalog.CatalogReader;
import dev.slipway.engine.database.Transaction;
import dev.slipway.engine.finding.Finding;
import dev.slipway.engine.preset.BuiltInTables;
import dev.slipway.engine.preset.Naming;
import dev.slipway.engine.preset.Presets;
import dev.slipway.engine.rules.Rule;
import dev.slipway.engine.rules.RuleParser;
import dev.slipway.testkit.postgres.PostgresInstallation;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

/** Rules beside the preset of NocoBase, on an app of its shape. */
class NocoBaseSelectionIT {
  private static final AppDatabase DEVELOPMENT =
      NocoBaseSample.development(AppDatabase.fresh(PostgresInstallation.newest()));

  @Test
  void thePresetAloneIsLegal() {
    assertThat(select(DEVELOPMENT, "{}").findings()).isEmpty();
  }

  @Test
  void thePresetAloneIsLegalOnARealDatabase() {
    var real = NocoBaseFixture.load("nb_dev", PostgresInstallation.newest());

    assertThat(select(real, "{}").findings()).isEmpty();
  }

  @Test
  void thePathsOfATreeAreTakenAsTheTreeIs() {
    var selection =
        select(
            DEVELOPMENT, "{\"tables\": [{\"tables\": [\"categories\"], \"rule\": \"Overwrite\"}]}");

    assertThat(selection.findings()).isEmpty();
    assertThat(selection.taken())
        .filteredOn(it -> it.name().contains("categories"))
        .allSatisfy(it -> assertThat(it.rule()).isEqualTo(Rule.OVERWRITE));
  }

  @Test
  void aRuleThatTearsAGroupApartIsRefusedByItsName() {
    var selection =
        select(DEVELOPMENT, "{\"tables\": [{\"tables\": [\"flow_nodes\"], \"rule\": \"Skip\"}]}");

    assertThat(selection.findings())
        .extracting(Finding::id)
        .containsExactly("group-torn:workflows");
  }

  private static Selection select(AppDatabase app, String rules) {
    try (var session = app.sessions().open();
        var _ = Transaction.begin(session)) {
      var catalog = CatalogReader.read(session, "public");
      var builtIns = BuiltInTables.of(Presets.named("nocobase"), Naming.PLAIN, catalog);
      return Selector.select(catalog, RuleParser.parse(rules), builtIns);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
