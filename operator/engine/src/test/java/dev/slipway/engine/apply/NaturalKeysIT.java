package dev.slipway.engine.apply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.slipway.engine.EngineException;
import dev.slipway.engine.bench.AppDatabase;
import dev.slipway.engine.bench.ReleaseFile;
import dev.slipway.engine.file.BuildRequest;
import dev.slipway.engine.file.MigrationFileReader;
import dev.slipway.engine.finding.Finding;
import dev.slipway.engine.finding.Severity;
import dev.slipway.engine.preset.Naming;
import dev.slipway.engine.preset.Preset;
import dev.slipway.engine.preset.Presets;
import dev.slipway.engine.rules.RuleParser;
import dev.slipway.testkit.postgres.PostgresInstallation;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** Two installations that never had a key in common, brought together by the names of things. */
@ParameterizedClass
@MethodSource("dev.slipway.testkit.postgres.PostgresInstallation#all")
class NaturalKeysIT {
  private static final String APP =
      """
      CREATE TABLE collections (key text PRIMARY KEY, name text NOT NULL UNIQUE, title text);
      CREATE TABLE fields (
        key text PRIMARY KEY, "collectionName" text NOT NULL, name text NOT NULL, title text,
        "parentKey" text, "reverseKey" text, UNIQUE ("collectionName", name));
      CREATE TABLE roles (name text PRIMARY KEY, title text);
      CREATE TABLE "rolesResources" (
        id bigserial PRIMARY KEY, "roleName" text NOT NULL, name text NOT NULL, UNIQUE ("roleName", name));
      CREATE TABLE "rolesResourcesScopes" (id bigserial PRIMARY KEY, key text NOT NULL UNIQUE, scope json);
      CREATE TABLE "rolesResourcesActions" (
        id bigserial PRIMARY KEY, "rolesResourceId" bigint NOT NULL, name text NOT NULL,
        "scopeId" bigint, UNIQUE ("rolesResourceId", name));
      CREATE TABLE orders (id serial PRIMARY KEY, total int)""";

  private static final String BY_NAME =
      """
      SELECT f."collectionName" || '.' || f.name || ' ' || f.title || ' parent '
               || coalesce(p.name, '-') || ' reverse ' || coalesce(r.name, '-')
        FROM public.fields f LEFT JOIN public.fields p ON p.key = f."parentKey"
        LEFT JOIN public.fields r ON r.key = f."reverseKey"
      UNION ALL SELECT 'collection ' || name || ' ' || title FROM public.collections
      UNION ALL
      SELECT r."roleName" || '/' || r.name || '/' || a.name || '/' || coalesce(s.key, '-')
        FROM public."rolesResourcesActions" a
        LEFT JOIN public."rolesResources" r ON r.id = a."rolesResourceId"
        LEFT JOIN public."rolesResourcesScopes" s ON s.id = a."scopeId"
      ORDER BY 1""";

  private static final String RULES =
      """
      {"tables": [
        {"tables": ["collections"], "rule": "Upsert", "match": ["name"]},
        {"tables": ["fields"], "rule": "Upsert", "match": ["collectionName", "name"]},
        {"tables": ["roles"], "rule": "Upsert"},
        {"tables": ["rolesResources"], "rule": "Upsert", "match": ["roleName", "name"]},
        {"tables": ["rolesResourcesScopes"], "rule": "Upsert", "match": ["key"]},
        {"tables": ["rolesResourcesActions"], "rule": "Upsert", "match": ["rolesResourceId", "name"]}]}""";

  private final AppDatabase source;
  private final AppDatabase target;
  @TempDir private Path folder;

  NaturalKeysIT(PostgresInstallation installation) {
    this.source = AppDatabase.fresh(installation);
    this.target = AppDatabase.fresh(installation);
  }

  @Test
  void rowsKeepTheTargetsKeysAndWhatReferredToThemStillDoes() {
    app();
    var orders = target.rows("public").get("public.orders");
    var keys = "SELECT key FROM public.fields WHERE name IN ('id', 'parent') ORDER BY name";
    var before = target.values(keys);

    Releases.apply(target, file(RULES, Presets.named("nocobase")));

    assertThat(byName(target)).containsAll(byName(source)).doesNotHaveDuplicates();
    assertThat(byName(target)).contains("posts.old Old parent - reverse -", "clerk/posts/old/own");
    assertThat(target.values(keys)).isEqualTo(before);
    assertThat(target.rows("public")).containsEntry("public.orders", orders);
  }

  @Test
  void doneTwiceNothingChanges() {
    app();
    var file = file(RULES, Presets.named("nocobase"));
    Releases.apply(target, file);
    var before = target.versions("public");

    var preview = Releases.migration(target).preview(file);
    var report = Releases.migration(target).apply(file, Releases.order(target, 2, "again"));

    assertThat(report.tables()).isEqualTo(preview.tables()).allMatch(TableCounts::isUnchanged);
    assertThat(target.versions("public")).isEqualTo(before);
  }

  @Test
  void aNumberThatIsTakenBecomesOneThatNobodyHasDrawn() {
    app();
    target.run("SELECT setval('\"rolesResourcesActions_id_seq\"', 500)");
    var file = file(RULES, Presets.named("nocobase"));

    var preview = Releases.migration(target).preview(file);

    assertThat(target.value("SELECT last_value FROM public.\"rolesResourcesActions_id_seq\""))
        .isEqualTo("500");
    assertThat(Releases.apply(target, file).tables()).isEqualTo(preview.tables());
    assertThat(
            target.values(
                "SELECT id FROM public.\"rolesResourcesActions\" WHERE name = 'view' ORDER BY 1"))
        .containsExactly("501", "502");
    assertThat(target.value("SELECT nextval('public.\"rolesResourcesActions_id_seq\"')"))
        .isEqualTo("503");
  }

  @Test
  void aTextThatIsTakenIsRefusedByName() {
    app();
    source.run("UPDATE fields SET name = 'renamed', key = 'tparent' WHERE name = 'parent'");
    source.run("UPDATE fields SET \"reverseKey\" = 'tparent' WHERE name = 'kids'");

    var refused = refused(file(RULES, Presets.named("nocobase")));

    assertThat(refused).extracting(Finding::id).containsExactly("key-taken:fields");
    assertThat(refused.getFirst().what()).startsWith("1 of the file's rows");
  }

  @Test
  void aReferenceToARowThatIsNotInTheFileIsRefusedUnlessAccepted() {
    app();
    source.run("UPDATE \"rolesResourcesActions\" SET \"scopeId\" = 4711 WHERE name = 'create'");

    var refused = refused(file(RULES, Presets.named("nocobase")));

    assertThat(refused)
        .extracting(Finding::id)
        .containsExactly("reference-missing:rolesResourcesActions.scopeId");
    assertThat(refused.getFirst().severity()).isEqualTo(Severity.ACCEPTABLE_REFUSAL);
  }

  @Test
  void realReferencesAreRewrittenWithoutAPreset() {
    onBoth(
        """
        CREATE TABLE a (id int PRIMARY KEY, code text NOT NULL UNIQUE, a int REFERENCES a);
        CREATE TABLE b (id int PRIMARY KEY, a int REFERENCES a ON DELETE CASCADE, name text UNIQUE)""");
    source.run("INSERT INTO a VALUES (1, 'x', 2), (2, 'y', 1), (3, 'z', 3)");
    target.run("INSERT INTO a VALUES (1, 'y', NULL), (2, 'z', 1), (9, 'q', 2)");
    source.run("INSERT INTO b VALUES (1, 1, 'one'), (2, 3, 'two')");
    target.run("INSERT INTO b VALUES (7, 1, 'one'), (1, 9, 'three')");

    Releases.apply(
        target,
        file(
            """
            {"tables": [{"tables": ["a"], "rule": "Upsert", "match": ["code"]},
                        {"tables": ["b"], "rule": "Upsert", "match": ["name"]}]}""",
            Preset.NONE));

    assertThat(
            target.values(
                "SELECT a.code || p.code FROM public.a JOIN public.a p ON p.id = a.a ORDER BY 1"))
        .containsExactly("qz", "xy", "yx", "zz");
    assertThat(
            target.values(
                "SELECT b.id || name || a.code FROM public.b JOIN public.a ON a.id = b.a ORDER BY name"))
        .containsExactly("7onex", "1threeq", "2twoz");
  }

  @Test
  void insertIgnoreRewritesWhatRefersToRowsThatItLeavesAlone() {
    onBoth(
        """
        CREATE TABLE a (id int PRIMARY KEY, code text NOT NULL UNIQUE, title text);
        CREATE TABLE b (name text PRIMARY KEY, a int REFERENCES a)""");
    source.run("INSERT INTO a VALUES (1, 'x', 'ours'), (2, 'y', 'ours')");
    target.run("INSERT INTO a VALUES (5, 'x', 'theirs'), (2, 'z', 'theirs')");
    source.run("INSERT INTO b VALUES ('one', 1), ('two', 2)");

    Releases.apply(
        target,
        file(
            """
            {"tables": [{"tables": ["a"], "rule": "InsertIgnore", "match": ["code"]},
                        {"tables": ["b"], "rule": "Overwrite"}]}""",
            Preset.NONE));

    assertThat(target.values("SELECT id || code || title FROM public.a ORDER BY 1"))
        .containsExactly("2ztheirs", "5xtheirs", "6yours");
    assertThat(target.values("SELECT name || a FROM public.b ORDER BY 1"))
        .containsExactly("one5", "two6");
  }

  @Test
  void aTableThatIsYetToComeGetsTheTargetsKeys() {
    onBoth("CREATE TABLE a (id int PRIMARY KEY, code text NOT NULL UNIQUE)");
    source.run("CREATE TABLE b (name text PRIMARY KEY, a int REFERENCES a)");
    source.run("INSERT INTO a VALUES (1, 'x'); INSERT INTO b VALUES ('one', 1)");
    target.run("INSERT INTO a VALUES (5, 'x')");

    Releases.apply(
        target,
        file(
            """
            {"tables": [{"tables": ["a"], "rule": "Upsert", "match": ["code"]},
                        {"tables": ["b"], "rule": "Overwrite"}]}""",
            Preset.NONE));

    assertThat(target.values("SELECT name || a FROM public.b")).containsExactly("one5");
  }

  @Test
  void matchesThatWaitForEachOtherAreRefused() {
    onBoth(
        """
        CREATE TABLE a (id int PRIMARY KEY, up int NOT NULL REFERENCES a, name text, UNIQUE (up, name))""");
    source.run("INSERT INTO a VALUES (1, 1, 'x')");

    var refused =
        refused(
            file(
                "{\"tables\": [{\"tables\": [\"a\"], \"rule\": \"Upsert\", \"match\": [\"up\", \"name\"]}]}",
                Preset.NONE));

    assertThat(refused).extracting(Finding::id).containsExactly("match-circular:a");
  }

  @Test
  void numbersThatRunOutAreRefusedByName() {
    onBoth("CREATE TABLE a (id smallint PRIMARY KEY, code text NOT NULL UNIQUE)");
    source.run("INSERT INTO a VALUES (32767, 'x')");
    target.run("INSERT INTO a VALUES (32767, 'y')");

    var refused =
        refused(
            file(
                "{\"tables\": [{\"tables\": [\"a\"], \"rule\": \"Upsert\", \"match\": [\"code\"]}]}",
                Preset.NONE));

    assertThat(refused).extracting(Finding::id).contains("key-exhausted:a");
  }

  /** Every key differs between the two, and where it does not it means another row. */
  private void app() {
    onBoth(APP);
    source.run(
        """
        INSERT INTO collections VALUES ('k1', 'posts', 'Posts'), ('k2', 'tags', 'Tags');
        INSERT INTO fields VALUES
          ('fid', 'posts', 'id', 'Id', NULL, NULL), ('fparent', 'posts', 'parent', 'Parent', 'fid', 'fkids'),
          ('fkids', 'posts', 'kids', 'Kids', 'fid', 'fparent');
        INSERT INTO roles VALUES ('clerk', 'Clerk'), ('chief', 'Chief');
        INSERT INTO "rolesResources" (id, "roleName", name) VALUES (1, 'clerk', 'posts'), (2, 'chief', 'posts');
        INSERT INTO "rolesResourcesScopes" VALUES (1, 'all', '{}'), (2, 'own', '{"a":  1}');
        INSERT INTO "rolesResourcesActions" VALUES
          (1, 1, 'view', 2), (2, 2, 'view', 1), (3, 1, 'create', NULL)""");
    target.run(
        """
        INSERT INTO collections VALUES ('t1', 'posts', 'Old posts'), ('t3', 'orders', 'Orders');
        INSERT INTO fields VALUES
          ('tparent', 'posts', 'parent', 'Old parent', NULL, NULL), ('told', 'posts', 'old', 'Old', NULL, NULL),
          ('tid', 'posts', 'id', 'Id', NULL, NULL);
        INSERT INTO roles VALUES ('clerk', 'Old clerk');
        INSERT INTO "rolesResources" (id, "roleName", name) VALUES (1, 'clerk', 'orders'), (2, 'clerk', 'posts');
        INSERT INTO "rolesResourcesScopes" VALUES (1, 'own', '{}'), (2, 'all', '{}');
        INSERT INTO "rolesResourcesActions" VALUES
          (1, 2, 'old', 1), (2, 1, 'edit', 2), (3, 2, 'create', 1);
        INSERT INTO orders (total) VALUES (1), (2)""");
  }

  private List<Finding> refused(MigrationFileReader file) {
    var before = target.versions("public");

    var preview = Releases.migration(target).preview(file);
    var refused = catchThrowableOfType(EngineException.class, () -> Releases.apply(target, file));

    var standing = preview.findings().stream().filter(it -> it.severity().refuses()).toList();
    assertThat(refused.findings()).isEqualTo(standing);
    assertThat(target.versions("public")).isEqualTo(before);
    return standing;
  }

  private static List<String> byName(AppDatabase database) {
    return database.values(BY_NAME);
  }

  private MigrationFileReader file(String rules, Preset preset) {
    return ReleaseFile.of(
        source, new BuildRequest("public", RuleParser.parse(rules), preset, Naming.PLAIN), folder);
  }

  private void onBoth(String sql) {
    source.run(sql);
    target.run(sql);
  }
}
