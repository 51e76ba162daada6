package dev.slipway.engine.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.slipway.engine.EngineException;
import dev.slipway.engine.bench.AppDatabase;
import dev.slipway.engine.bench.NocoBaseSample;
import dev.slipway.engine.finding.Finding;
import dev.slipway.engine.preset.Naming;
import dev.slipway.engine.preset.Presets;
import dev.slipway.engine.progress.ProgressSink;
import dev.slipway.engine.rules.Rule;
import dev.slipway.engine.rules.RuleParser;
import dev.slipway.testkit.Scratch;
import dev.slipway.testkit.postgres.PostgresInstallation;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** A file of an app of NocoBase's shape, by its preset. */
class NocoBaseFileIT {
  private static final AppDatabase DEVELOPMENT =
      NocoBaseSample.development(AppDatabase.fresh(PostgresInstallation.newest()));

  @Test
  void configurationTravelsAndPeopleStay() {
    var manifest = build("{}").manifest();

    assertThat(manifest.origin().preset()).isEqualTo("nocobase");
    assertThat(manifest.origin().app().version()).isNotNull();
    assertThat(manifest.origin().settings()).contains("DB_TABLE_PREFIX");
    assertThat(manifest.table("uiSchemas"))
        .hasValueSatisfying(it -> assertThat(it.rule()).isEqualTo(Rule.OVERWRITE));
    assertThat(manifest.table("users")).hasValueSatisfying(it -> assertThat(it.rows()).isNull());
    assertThat(manifest.table("backupSettings")).isEmpty();
  }

  @Test
  void countersOfAnEnvironmentAreNotInTheFile() {
    var sequences = build("{}").manifest().table("sequences").orElseThrow();

    assertThat(sequences.ownColumns()).contains("id", "current", "lastGeneratedAt");
    assertThat(sequences.columns()).contains("collection").doesNotContain("id", "current");
    assertThat(sequences.keyColumns()).containsExactly("collection", "field", "key");
  }

  @Test
  void pathsOfATreeTakeTheRuleOfTheTree() {
    var manifest =
        build("{\"tables\": [{\"tables\": [\"categories\"], \"rule\": \"Overwrite\"}]}").manifest();

    assertThat(manifest.table("main_categories_path"))
        .hasValueSatisfying(it -> assertThat(it.rule()).isEqualTo(Rule.OVERWRITE));
  }

  @Test
  void everyRuleThatDoesNotFitTheAppIsRefusedByName() {
    var refused =
        catchThrowableOfType(
            EngineException.class,
            () ->
                build(
                    """
                    {"tables": [{"tables": ["fields"], "rule": "SchemaOnly"},
                                {"tables": ["users", "environmentVariables"], "rule": "Overwrite"},
                                {"tables": ["systemSettings"], "rule": "Upsert"}]}"""));

    assertThat(refused.findings())
        .extracting(Finding::id)
        .containsExactly(
            "group-torn:collections",
            "rows-never-travel:environmentVariables",
            "rows-never-travel:users",
            "rule-needs-key:systemSettings");
  }

  @Test
  void anotherRuleForBuiltInTablesReachesThoseThatThePresetOverwrites() {
    var manifest = build("{\"builtIn\": \"SchemaOnly\"}").manifest();

    assertThat(manifest.tables())
        .allSatisfy(it -> assertThat(it.rule()).isEqualTo(Rule.SCHEMA_ONLY));
    assertThat(manifest.table("backupSettings")).isEmpty();
  }

  @Test
  void otherNamesGiveTheSameFile() {
    var naming = new Naming("crm_", true);
    var renamed =
        NocoBaseSample.development(AppDatabase.fresh(PostgresInstallation.oldest()), "app", naming);

    var file =
        MigrationFileBuilder.build(
            renamed.sessions(),
            new BuildRequest("app", RuleParser.parse("{}"), Presets.named("nocobase"), naming),
            Scratch.folder("build"),
            ProgressSink.NONE);

    var plain = build("{}").manifest();
    assertThat(file.manifest().origin().app()).isEqualTo(plain.origin().app());
    assertThat(file.manifest().variables()).isEqualTo(plain.variables());
    assertThat(rowsByLogicalName(file.manifest())).isEqualTo(rowsByLogicalName(plain));
  }

  private static Map<String, String> rowsByLogicalName(Manifest manifest) {
    var rows = new TreeMap<String, String>();
    for (var table : manifest.tables()) {
      var name = table.name().replaceFirst("^crm_", "").replace("_", "").toLowerCase(Locale.ROOT);
      var digest = table.rows() == null ? "none" : Objects.toString(table.rows().digest());
      rows.put(name, table.rule() + " " + digest);
    }
    return rows;
  }

  private static BuiltFile build(String rules) {
    return MigrationFileBuilder.build(
        DEVELOPMENT.sessions(),
        new BuildRequest(
            "public", RuleParser.parse(rules), Presets.named("nocobase"), Naming.PLAIN),
        Scratch.folder("build"),
        ProgressSink.NONE);
  }
}
