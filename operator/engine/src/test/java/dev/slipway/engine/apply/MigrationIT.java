package dev.slipway.engine.apply;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.engine.EngineException;
import dev.slipway.engine.FailureCode;
import dev.slipway.engine.bench.AppDatabase;
import dev.slipway.engine.bench.ReleaseFile;
import dev.slipway.engine.file.BuildRequest;
import dev.slipway.engine.file.MigrationFileReader;
import dev.slipway.engine.finding.Finding;
import dev.slipway.engine.preset.Naming;
import dev.slipway.engine.preset.Presets;
import dev.slipway.engine.rules.Rule;
import dev.slipway.engine.rules.RuleSet;
import dev.slipway.testkit.postgres.PostgresInstallation;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

@ParameterizedClass
@MethodSource("dev.slipway.testkit.postgres.PostgresInstallation#all")
class MigrationIT {
  private static final String APP =
      """
      CREATE TABLE pages (
        id serial PRIMARY KEY, slug text NOT NULL UNIQUE, title text, body json, weight numeric);
      CREATE TABLE roles (name text PRIMARY KEY, title text);
      CREATE TABLE rights (
        role text REFERENCES roles, page int REFERENCES pages, PRIMARY KEY (role, page));
      CREATE TABLE hints (text text);
      CREATE TABLE orders (id bigserial PRIMARY KEY, role text, total numeric);
      CREATE TABLE visits (at timestamptz);
      INSERT INTO orders (role, total) VALUES ('owner', 1), ('guest', 2);
      INSERT INTO visits VALUES ('2026-01-01 00:00Z');
      """;
  private static final String[] CONFIGURATION = {"pages", "roles", "rights", "hints"};

  private final AppDatabase source;
  private final AppDatabase target;
  @TempDir private Path folder;

  MigrationIT(PostgresInstallation installation) {
    this.source = AppDatabase.fresh(installation);
    this.target = AppDatabase.fresh(installation);
  }

  @BeforeEach
  void createApp() {
    source.run(APP);
    target.run(APP);
    source.run(
        """
        INSERT INTO pages (slug, title, body, weight)
        VALUES ('home', 'Home', '{"a":  1}', 1.00), ('shop', 'Shop', NULL, 'NaN'), ('new', 'N', '[]', 3);
        INSERT INTO roles VALUES ('owner', 'Owner'), ('guest', NULL);
        INSERT INTO rights VALUES ('owner', 1), ('owner', 3), ('guest', 1);
        INSERT INTO hints VALUES ('one'), ('two'), ('two'), (NULL);
        """);
    target.run(
        """
        INSERT INTO pages (slug, title, body, weight)
        VALUES ('home', 'Home', '{"a":  1}', 1.00), ('shop', 'Shop', NULL, '1.0');
        INSERT INTO pages VALUES (9, 'old', 'Old');
        INSERT INTO roles VALUES ('owner', 'Owner'), ('auditor', 'A');
        INSERT INTO rights VALUES ('owner', 1), ('owner', 9), ('auditor', 2);
        INSERT INTO hints VALUES ('two'), ('three'), ('one');
        """);
  }

  @Test
  void aRuleThatIsIllegalInTheTargetIsRefusedThereByName() {
    target.run(
        "CREATE SEQUENCE numbers; ALTER TABLE roles ALTER name SET DEFAULT nextval('numbers')");
    var file = ReleaseFile.of(source, "public", folder, ReleaseFile.rules(Rule.UPSERT, "roles"));

    var preview = Releases.migration(target).preview(file);

    assertThat(preview.findings()).extracting(Finding::id).contains("rule-needs-key:roles");
    assertThatThrownBy(() -> Releases.apply(target, file))
        .isInstanceOfSatisfying(
            EngineException.class, e -> assertThat(e.code()).isEqualTo(FailureCode.RULES_ILLEGAL));
  }

  @Test
  void overwrittenTablesEndAsInTheSourceAndAllOthersAsTheyWere() {
    var before = target.versions("public");

    Releases.apply(target, file());

    var after = target.versions("public");
    assertThat(target.rows("public"))
        .containsAllEntriesOf(only(source.rows("public"), "pages", "roles", "rights", "hints"));
    assertThat(only(after, "orders", "visits")).isEqualTo(only(before, "orders", "visits"));
  }

  @Test
  void rowsThatAreRightAlreadyAreNotWrittenAgain() {
    var home = "SELECT ctid || ' ' || xmin FROM public.pages WHERE slug = 'home'";
    var two =
        "SELECT ctid || ' ' || xmin FROM public.hints WHERE text IN ('one', 'two') ORDER BY 1";
    var before = target.values(home + " UNION ALL (" + two + ")");

    Releases.apply(target, file());

    assertThat(target.values(home + " UNION ALL (" + two + ")")).containsAll(before);
  }

  @Test
  void theReportCountsWhatWasDone() {
    var report = Releases.apply(target, file());

    assertThat(report.tables())
        .containsExactlyInAnyOrder(
            new TableCounts("pages", Rule.OVERWRITE, 1, 1, 1, 1),
            new TableCounts("roles", Rule.OVERWRITE, 1, 0, 1, 1),
            new TableCounts("rights", Rule.OVERWRITE, 2, 0, 2, 1),
            new TableCounts("hints", Rule.OVERWRITE, 2, 0, 1, 2));
  }

  @Test
  void thePreviewForetellsTheReportAndTouchesNothing() {
    var before = target.versions("public");

    var preview = Releases.migration(target).preview(file());

    assertThat(target.versions("public")).isEqualTo(before);
    var report = Releases.apply(target, file());
    assertThat(report).isEqualTo(MigrationReport.of(preview));
  }

  @Test
  void theSameOrderAgainAnswersTheSameAndWritesNothing() {
    var first = Releases.apply(target, file());
    var before = target.versions("public");
    var ledger = target.value("SELECT xmin || ' ' || ctid FROM slipway.ledger");

    var second = Releases.migration(target).apply(file(), Releases.order(target, 2));

    assertThat(second).isEqualTo(first);
    assertThat(target.versions("public")).isEqualTo(before);
    assertThat(target.value("SELECT xmin || ' ' || ctid FROM slipway.ledger")).isEqualTo(ledger);
  }

  @Test
  void anotherRunOfTheSameFileFindsNothingToChange() {
    Releases.apply(target, file());

    var preview = Releases.migration(target).preview(file());

    assertThat(preview.tables()).allMatch(TableCounts::isUnchanged);
  }

  @Test
  void thePreviewOfTheSamePairHasTheSameDigest() {
    var first = Releases.migration(target).preview(file());
    target.run("INSERT INTO orders (total) VALUES (3)");

    var second = Releases.migration(target).preview(file());

    assertThat(second)
        .usingRecursiveComparison()
        .ignoringFields("impacts", "closed")
        .isEqualTo(first);
  }

  @Test
  void thePreviewsDigestChangesWithAnyValueButThoseThatTheAppWritesByItself() {
    var preset =
        Presets.generic()
            .extendedBy(
                "tables: [{table: pages, rule: Overwrite, merged: Upsert, volatile: [weight]}]");
    var rules = new RuleSet(null, Rule.SCHEMA_ONLY, List.of());
    var request = new BuildRequest("public", rules, preset, Naming.PLAIN);
    var file = ReleaseFile.of(source, request, folder);
    var first = Releases.migration(target).preview(file);

    target.run("UPDATE pages SET weight = 7");
    var second = Releases.migration(target).preview(file);
    target.run("UPDATE pages SET title = 'hot fix' WHERE slug = 'old'");
    var third = Releases.migration(target).preview(file);

    assertThat(second.digest()).isEqualTo(first.digest());
    assertThat(third.digest()).isNotEqualTo(first.digest());
  }

  @Test
  void refusesWhatWasApprovedBeforeTheTargetChanged() {
    var preview = Releases.migration(target).preview(file());
    target.run("UPDATE pages SET title = 'hot fix' WHERE slug = 'old'");
    var before = target.versions("public");
    var order = Releases.order(target, 1);
    var approved = new MigrationOrder(order.attempt(), order.token(), preview.digest());

    assertThatThrownBy(() -> Releases.migration(target).apply(file(), approved))
        .isInstanceOfSatisfying(
            EngineException.class, e -> assertThat(e.code()).isEqualTo(FailureCode.PREVIEW_STALE));
    assertThat(target.versions("public")).isEqualTo(before);
  }

  @Test
  void appliesWhatWasApproved() {
    var preview = Releases.migration(target).preview(file());
    var order = Releases.order(target, 1);
    var approved = new MigrationOrder(order.attempt(), order.token(), preview.digest());

    var report = Releases.migration(target).apply(file(), approved);

    assertThat(report.preview()).isEqualTo(preview.digest());
  }

  @Test
  void sequencesGoPastTheNewRows() {
    source.run("INSERT INTO pages (id, slug) VALUES (41, 'far')");

    Releases.apply(target, file());

    assertThat(target.value("SELECT nextval('public.pages_id_seq')")).isEqualTo("42");
  }

  @Test
  void sequencesNeverGoBack() {
    target.run("SELECT setval('pages_id_seq', 99)");

    Releases.apply(target, file());

    assertThat(target.value("SELECT nextval('public.pages_id_seq')")).isEqualTo("100");
  }

  @Test
  void aWorkerThatWasOvertakenWritesNothing() {
    var overtaken = Releases.order(target, 1);
    Releases.order(target, 2);
    var before = target.versions("public");

    assertThatThrownBy(() -> Releases.migration(target).apply(file(), overtaken))
        .isInstanceOfSatisfying(
            EngineException.class, e -> assertThat(e.code()).isEqualTo(FailureCode.SUPERSEDED));
    assertThat(target.versions("public")).isEqualTo(before);
  }

  private MigrationFileReader file() {
    return ReleaseFile.overwriting(source, folder, CONFIGURATION);
  }

  private static <T> Map<String, T> only(Map<String, T> all, String... tables) {
    return all.entrySet().stream()
        .filter(it -> List.of(tables).contains(it.getKey().replace("public.", "")))
        .collect(toMap(Map.Entry::getKey, Map.Entry::getValue));
  }
}
