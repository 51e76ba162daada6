package dev.slipway.engine.apply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.slipway.engine.EngineException;
import dev.slipway.engine.FailureCode;
import dev.slipway.engine.bench.AppDatabase;
import dev.slipway.engine.file.BuildRequest;
import dev.slipway.engine.file.MigrationFileBuilder;
import dev.slipway.engine.file.MigrationFileReader;
import dev.slipway.engine.finding.Acceptance;
import dev.slipway.engine.finding.Finding;
import dev.slipway.engine.finding.Severity;
import dev.slipway.engine.preset.Naming;
import dev.slipway.engine.preset.Preset;
import dev.slipway.engine.preset.Presets;
import dev.slipway.engine.progress.ProgressSink;
import dev.slipway.engine.rules.RuleParser;
import dev.slipway.testkit.Scratch;
import dev.slipway.testkit.postgres.PostgresInstallation;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** What a preview finds about a target: each finding once where it is due, and once where not. */
@ParameterizedClass
@MethodSource("dev.slipway.testkit.postgres.PostgresInstallation#all")
class OutlookIT {
  private static final String PRESET =
      """
      name: shop
      settings: [SHOP_PREFIX]
      variables: ['\\{\\{ *\\$env\\.([A-Z_]+) *\\}\\}']
      facts:
        version: {sql: "SELECT {about.version} FROM {about}"}
        plugins: {sql: "SELECT {plugins.name}, {plugins.version}, {plugins.enabled} FROM {plugins}"}
        variables: {sql: "SELECT {variables.name} FROM {variables}"}
      surroundings:
        userTables: collections.name
        withTable: "{kind} <> 'query'"
        held:
          - {column: roles.name, row: role, standard: isDefault, by: {roleMembers.role: people}}
          - {column: flows.id, by: {flowRuns.flowId: runs}}
        runs:
          - {column: flows.id, runs: flowRuns.flowId, parts: [flowNodes.flowId], unfinished: "{state} IS NULL"}
        lineage: [collections]
        staying:
          - {name: outer, table: sources, where: "{key} <> 'main'", what: rows stay there, todo: look}
          - {name: sub-apps, plugin: apps, what: they have their own, todo: release them}
          - {name: files, columns: [filename, storageId], what: the files stay, todo: copy them}
      tables:
        - {table: about, rule: SchemaOnly}
        - {table: variables, rule: SchemaOnly}
        - {table: plugins, rule: Overwrite, merged: Upsert}
        - {table: collections, rule: Overwrite, merged: {UpsertBy: [name]}}
        - {table: roles, rule: Overwrite, merged: Upsert}
        - {table: roleMembers, rule: SchemaOnly}
        - {table: flows, rule: Overwrite, merged: Upsert}
        - {table: flowNodes, rule: Overwrite, merged: Upsert}
        - {table: flowRuns, rule: SchemaOnly}
        - {table: sources, rule: Overwrite, merged: Upsert}
        - {table: menuEntries, rule: Overwrite, merged: Upsert, references: {pictureId: pictures.id}}
        - {table: pictures, rule: SchemaOnly}
      """;

  private static final String APP =
      """
      CREATE TABLE about (version text); INSERT INTO about VALUES ('1.0');
      CREATE TABLE variables (name text PRIMARY KEY, value text);
      CREATE TABLE plugins (name text PRIMARY KEY, version text, enabled bool);
      INSERT INTO plugins VALUES ('base', '1.0', true);
      CREATE TABLE collections (key text PRIMARY KEY, name text, kind text);
      INSERT INTO collections VALUES ('k1', 'goods', ''), ('k2', 'baskets', ''), ('k3', 'tills', '');
      CREATE TABLE goods (id bigint PRIMARY KEY); CREATE TABLE baskets (id bigint PRIMARY KEY);
      CREATE TABLE tills (id bigint PRIMARY KEY);
      CREATE TABLE roles (name text PRIMARY KEY, "isDefault" bool);
      INSERT INTO roles VALUES ('clerk', true), ('boss', false);
      CREATE TABLE "roleMembers" (role text, person bigint);
      INSERT INTO "roleMembers" VALUES ('clerk', 1);
      CREATE TABLE flows (id bigint PRIMARY KEY, title text); INSERT INTO flows VALUES (1, 'one');
      CREATE TABLE "flowNodes" (id bigint PRIMARY KEY, "flowId" bigint, kind text);
      INSERT INTO "flowNodes" VALUES (1, 1, 'mail');
      CREATE TABLE "flowRuns" (id bigint PRIMARY KEY, "flowId" bigint, state int);
      INSERT INTO "flowRuns" VALUES (1, 1, 1);
      CREATE TABLE sources (key text PRIMARY KEY, options text); INSERT INTO sources VALUES ('main', '');
      CREATE TABLE pictures (id bigint PRIMARY KEY); INSERT INTO pictures VALUES (1);
      CREATE TABLE "menuEntries" (id serial PRIMARY KEY, "pictureId" bigint, title text);
      INSERT INTO "menuEntries" ("pictureId", title) VALUES (1, 'home');
      """;

  private final AppDatabase source;
  private final AppDatabase target;
  private final Preset preset = Presets.generic().extendedBy(PRESET);
  private String rules = "{}";

  OutlookIT(PostgresInstallation installation) {
    this.source = AppDatabase.fresh(installation);
    this.target = AppDatabase.fresh(installation);
  }

  @BeforeEach
  void createApp() {
    source.run(APP);
    target.run(APP);
  }

  @Test
  void ofATargetThatIsTheSameNothingIsSaid() {
    assertThat(found()).isEmpty();
  }

  @Test
  void aRoleThatVanishesIsNamedWithHowManyHoldIt() {
    target.run(
        """
        INSERT INTO roles VALUES ('auditor', false), ('guest', true), ('nobody', false);
        INSERT INTO "roleMembers" VALUES ('auditor', 2), ('auditor', 3), ('boss', 4);
        """);

    var found = found();

    assertThat(found).hasSize(3);
    assertThat(found)
        .hasEntrySatisfying("role-vanishes:auditor", it -> says(it, Severity.WARNING, "people: 2"));
    assertThat(found)
        .hasEntrySatisfying("role-vanishes:guest", it -> says(it, Severity.WARNING, "newcomers"));
    assertThat(found)
        .hasEntrySatisfying("role-vanishes:nobody", it -> says(it, Severity.NOTE, "nobody"));
  }

  @Test
  void whereARuleRemovesNothingNoRoleVanishes() {
    target.run("INSERT INTO roles VALUES ('auditor', false)");
    rules =
        """
        {"tables": [{"tables": ["roles"], "rule": "SchemaOnly"}]}""";

    assertThat(found()).isEmpty();
  }

  @Test
  void unfinishedRunsOfWhatChangesAreCounted() {
    target.run(
        """
        INSERT INTO flows VALUES (2, 'ours'); INSERT INTO "flowRuns" VALUES (2, 2, NULL), (3, 2, 1);
        INSERT INTO "flowRuns" VALUES (4, 1, NULL);
        UPDATE "flowNodes" SET kind = 'post' WHERE id = 1;
        """);

    var found = found();

    assertThat(found.keySet())
        .containsExactlyInAnyOrder(
            "unfinished-runs:flowRuns", "dangling-reference:flowRuns.flowId");
    assertThat(found)
        .hasEntrySatisfying(
            "unfinished-runs:flowRuns", it -> says(it, Severity.WARNING, "2 unfinished"));
    assertThat(found)
        .hasEntrySatisfying(
            "dangling-reference:flowRuns.flowId", it -> says(it, Severity.WARNING, "2 rows"));
  }

  @Test
  void unfinishedRunsOfWhatStaysAreNobodysConcern() {
    target.run("INSERT INTO \"flowRuns\" VALUES (4, 1, NULL)");

    assertThat(found()).isEmpty();
  }

  @Test
  void referencesOfTheFileThatLeadNowhereAreCounted() {
    source.run(
        """
        INSERT INTO pictures VALUES (2);
        INSERT INTO "menuEntries" ("pictureId", title) VALUES (2, 'more'), (NULL, 'none')
        """);

    assertThat(found())
        .hasEntrySatisfying(
            "dangling-reference:menuEntries.pictureId", it -> says(it, Severity.WARNING, "1 of"));
  }

  @Test
  void whatLeadsNowhereAlreadyIsNoNews() {
    source.run("UPDATE \"menuEntries\" SET \"pictureId\" = 77");
    target.run("UPDATE \"menuEntries\" SET \"pictureId\" = 77");

    assertThat(found()).isEmpty();
  }

  @Test
  void aForeignKeyThatWouldBreakIsRefusedByName() {
    for (var side : List.of(source, target)) {
      side.run("ALTER TABLE \"roleMembers\" ADD FOREIGN KEY (role) REFERENCES roles");
    }
    target.run(
        "INSERT INTO roles VALUES ('auditor', false); INSERT INTO \"roleMembers\" VALUES ('auditor', 2)");

    assertThat(found())
        .hasEntrySatisfying(
            "reference-left:roleMembers.role", it -> says(it, Severity.REFUSAL, "1 rows"))
        .doesNotContainKey("dangling-reference:roleMembers.role");
  }

  @Test
  void anotherLineageShowsInKeysThatDifferUnderOneName() {
    target.run("UPDATE collections SET key = 'x' || key");

    assertThat(found())
        .hasEntrySatisfying(
            "lineage-differs:collections",
            it -> {
              says(it, Severity.WARNING, "3 of 3");
              assertThat(it.todo()).contains("match: [name]");
            });
  }

  @Test
  void oneKeyThatDiffersIsNoOtherLineageNorIsAFreshTarget() {
    target.run("UPDATE collections SET key = 'x' WHERE key = 'k1'");
    assertThat(found()).isEmpty();

    target.run("DELETE FROM collections");
    assertThat(found()).isEmpty();
  }

  @Test
  void tablesThatTheAppForgetsOrIsToldOfInVainAreNamed() {
    target.run(
        "CREATE TABLE incidents (id int); INSERT INTO collections VALUES ('k9', 'incidents', '')");
    source.run(
        """
        CREATE TABLE visits (id int PRIMARY KEY); CREATE TABLE secretly (id int);
        INSERT INTO collections VALUES ('k5', 'visits', ''), ('k6', 'secretly', ''), ('k7', 'totals', 'query');
        """);
    rules =
        """
        {"tables": [{"tables": ["secretly"], "rule": "Skip"}]}""";

    assertThat(found().keySet())
        .containsExactlyInAnyOrder(
            "only-in-target:tables",
            "table-forgotten:incidents",
            "rows-stay-home:visits",
            "table-left-behind:secretly");
  }

  @Test
  void numbersThatReachFurtherAndNumbersThatCollideAreTold() {
    for (var side : List.of(source, target)) {
      side.run(
          """
          CREATE TABLE parents (id serial PRIMARY KEY); CREATE TABLE heirs () INHERITS (parents);
          INSERT INTO parents DEFAULT VALUES;
          """);
    }
    target.run("INSERT INTO parents DEFAULT VALUES");
    source.run("INSERT INTO heirs VALUES (2), (30)");
    rules =
        """
        {"tables": [{"tables": ["heirs"], "rule": "Overwrite"}]}""";

    var found = found();

    assertThat(found.keySet())
        .containsExactlyInAnyOrder("sequence-moves:parents_id_seq", "number-collides:heirs.id");
    assertThat(found)
        .hasEntrySatisfying("number-collides:heirs.id", it -> says(it, Severity.WARNING, "1 of"));
  }

  @Test
  void whatDoesNotTravelIsNamedWhereTheFileNeedsIt() {
    source.run(
        """
        INSERT INTO sources VALUES ('erp', '');
        INSERT INTO plugins VALUES ('apps', '1.0', true);
        CREATE TABLE papers (id int PRIMARY KEY, filename text, "storageId" int);
        INSERT INTO papers VALUES (1, 'a', 1);
        """);
    rules =
        """
        {"tables": [{"tables": ["papers"], "rule": "Overwrite"}]}""";

    assertThat(found().keySet())
        .containsExactlyInAnyOrder(
            "does-not-travel:outer",
            "does-not-travel:sub-apps",
            "does-not-travel:files",
            "plugin-disabled:apps");
  }

  @Test
  void aVariableThatTheTargetLacksIsNamed() {
    source.run("UPDATE sources SET options = '{{ $env.HERE }} {{ $env.THERE }}'");
    target.run("INSERT INTO variables VALUES ('HERE', 'h0me')");

    assertThat(found().keySet()).containsExactly("missing-variable:THERE");
  }

  @Test
  void aConditionRemovesTheTargetsOtherRows() {
    target.run("INSERT INTO goods VALUES (1), (2)");
    source.run("INSERT INTO goods VALUES (2)");
    rules =
        """
        {"tables": [{"tables": ["goods"], "rule": "Overwrite", "where": "id > 1"}]}""";

    assertThat(found())
        .hasEntrySatisfying("where-removes:goods", it -> says(it, Severity.WARNING, "all 1"));

    target.run("DELETE FROM goods WHERE id = 1");
    assertThat(found()).isEmpty();
  }

  @Test
  void anotherCoreIsRefusedHoweverMuchItIsAccepted() {
    target.run("UPDATE about SET version = '1.1'");

    try (var file = file()) {
      var settings = settings().withAccept(List.of(new Acceptance("core-version:core", "please")));
      assertThat(Releases.migration(target, settings).preview(file).findings())
          .extracting(Finding::id)
          .containsExactly("accepted-in-vain:core-version:core", "core-version:core");
      var refused = refused(file, settings);

      assertThat(refused.code()).isEqualTo(FailureCode.VERSIONS_DIFFER);
    }
  }

  @Test
  void foreignPluginsAreRefusedUntilSomebodyAcceptsThem() {
    source.run(
        "INSERT INTO plugins VALUES ('ours', '0.3', true), ('other', '2.0', true), ('off', '9', false)");
    target.run("INSERT INTO plugins VALUES ('other', '2.1', true)");

    try (var file = file()) {
      var refused = refused(file, settings());
      var accepting =
          settings()
              .withAccept(
                  List.of(
                      new Acceptance("plugin-missing:ours", "not needed there"),
                      new Acceptance("plugin-version:other", "tried")));
      var preview = Releases.migration(target, accepting).preview(file);

      assertThat(refused.findings())
          .extracting(Finding::id)
          .containsExactly("plugin-missing:ours", "plugin-version:other");
      assertThat(preview.accepted()).isEqualTo(refused.findings());
      assertThat(preview.findings()).isEmpty();
      Releases.migration(target, accepting).apply(file, Releases.order(target, 1));
    }
    assertThat(target.values("SELECT name FROM public.plugins ORDER BY 1"))
        .isEqualTo(source.values("SELECT name FROM public.plugins ORDER BY 1"));
  }

  @Test
  void ofAnAppThatTellsNothingNothingIsSaid() {
    for (var side : List.of(source, target)) {
      side.run("DROP TABLE about; ALTER TABLE plugins DROP COLUMN version");
    }
    source.run("INSERT INTO plugins VALUES ('ours', true)");

    assertThat(found()).isEmpty();
  }

  @Test
  void tablesOfOtherNamesAreRefused() {
    source.run(
        """
        DO $$ DECLARE t text; BEGIN
          FOR t IN SELECT tablename FROM pg_tables WHERE schemaname = 'public' LOOP
            EXECUTE format('ALTER TABLE %I RENAME TO %I', t, 'x_' || t);
          END LOOP; END $$
        """);

    try (var file = file(new Naming("x_", false))) {
      assertThat(Releases.migration(target, settings()).preview(file).findings())
          .extracting(Finding::id)
          .contains("setting-differs:names of tables");
    }
  }

  @Test
  void aQuestionThatCannotBeAskedIsToldAndTheOthersAreAsked() {
    target.run(
        "INSERT INTO roles VALUES ('auditor', false); INSERT INTO \"roleMembers\" VALUES ('auditor', 2)");
    var odd =
        preset.extendedBy(
            "surroundings: {staying: [{name: outer, table: sources, where: '{key} + 1 > 0', what: w, todo: t}]}");

    try (var file = file()) {
      var settings = MigrationSettings.of("public").withApp(odd, Naming.PLAIN);
      assertThat(Releases.migration(target, settings).preview(file).findings())
          .extracting(Finding::id)
          .containsExactly("not-asked:sources", "role-vanishes:auditor");
    }
  }

  private static void says(Finding finding, Severity severity, String words) {
    assertThat(finding.severity()).isEqualTo(severity);
    assertThat(finding.what()).contains(words);
  }

  private Map<String, Finding> found() {
    try (var file = file()) {
      return Releases.migration(target, settings()).preview(file).findings().stream()
          .collect(Collectors.toMap(Finding::id, Function.identity()));
    }
  }

  private EngineException refused(MigrationFileReader file, MigrationSettings settings) {
    return catchThrowableOfType(
        EngineException.class,
        () -> Releases.migration(target, settings).apply(file, Releases.order(target, 1)));
  }

  private MigrationSettings settings() {
    return MigrationSettings.of("public").withApp(preset, Naming.PLAIN);
  }

  private MigrationFileReader file() {
    return file(Naming.PLAIN);
  }

  private MigrationFileReader file(Naming naming) {
    var built =
        MigrationFileBuilder.build(
            source.sessions(),
            new BuildRequest("public", RuleParser.parse(rules), preset, naming),
            Scratch.folder("build"),
            ProgressSink.NONE);
    return MigrationFileReader.open(built.path(), built.digest());
  }
}
