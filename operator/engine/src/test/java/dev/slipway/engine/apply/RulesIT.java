package dev.slipway.engine.apply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.slipway.engine.EngineException;
import dev.slipway.engine.FailureCode;
import dev.slipway.engine.bench.AppDatabase;
import dev.slipway.engine.bench.ReleaseFile;
import dev.slipway.engine.file.BuildRequest;
import dev.slipway.engine.file.MigrationFileReader;
import dev.slipway.engine.finding.Finding;
import dev.slipway.engine.preset.Naming;
import dev.slipway.engine.preset.Preset;
import dev.slipway.engine.rules.Rule;
import dev.slipway.engine.rules.RuleParser;
import dev.slipway.testkit.postgres.PostgresInstallation;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** What each rule makes of the rows of both sides. */
@ParameterizedClass
@MethodSource("dev.slipway.testkit.postgres.PostgresInstallation#all")
class RulesIT {
  private static final String PAGES =
      """
      CREATE TABLE pages (
        slug text PRIMARY KEY, title text, sort int, body json, weight numeric, code text UNIQUE)""";

  private final AppDatabase source;
  private final AppDatabase target;
  @TempDir private Path folder;

  RulesIT(PostgresInstallation installation) {
    this.source = AppDatabase.fresh(installation);
    this.target = AppDatabase.fresh(installation);
  }

  @Test
  void upsertAddsAndChangesAndLeavesTheRest() {
    pages();

    var report = apply(rule("Upsert", ""));

    assertThat(titles()).containsExactly("both=Ours", "gone=Old", "new=New", "same=Same");
    assertThat(report.tables()).containsExactly(new TableCounts("pages", Rule.UPSERT, 1, 1, 0, 2));
  }

  @Test
  void insertIgnoreAddsAndChangesNothing() {
    pages();
    var before = versions("slug <> 'new'");

    var report = apply(rule("InsertIgnore", ""));

    assertThat(titles()).containsExactly("both=Theirs", "gone=Old", "new=New", "same=Same");
    assertThat(versions("slug <> 'new'")).isEqualTo(before);
    assertThat(report.tables())
        .containsExactly(new TableCounts("pages", Rule.INSERT_IGNORE, 1, 0, 0, 3));
  }

  @Test
  void noRuleWritesARowAgainThatIsRightOrLeftAlone() {
    pages();
    var before = versions("slug IN ('same', 'gone')");

    apply(rule("Upsert", ""));

    assertThat(versions("slug IN ('same', 'gone')")).isEqualTo(before);
  }

  @Test
  void aSecondReleaseOfTheSameFileChangesNothing() {
    pages();
    for (var rule : List.of("Upsert", "InsertIgnore", "Overwrite")) {
      var file = file(rule(rule, ", \"preserveColumns\": [\"sort\"]"));
      Releases.migration(target).apply(file, Releases.order(target, 1, rule + " once"));
      var before = target.versions("public");

      var report = Releases.migration(target).apply(file, Releases.order(target, 2, rule));

      assertThat(report.tables()).as(rule).allMatch(TableCounts::isUnchanged);
      assertThat(target.versions("public")).as(rule).isEqualTo(before);
    }
  }

  @Test
  void preservedColumnsStayInRowsThatAreThereAndComeWithNewOnes() {
    pages();

    apply(rule("Upsert", ", \"preserveColumns\": [\"sort\", \"body\"]"));

    assertThat(values("slug || ' ' || title || ' ' || sort || ' ' || (body ->> 'by')"))
        .containsExactly(
            "both Ours 20 target", "gone Old 90 target", "new New 3 source", "same Same 10 target");
  }

  @Test
  void overwrittenRowsKeepTheirPreservedColumnsAsWell() {
    pages();

    apply(rule("Overwrite", ", \"preserveColumns\": [\"sort\", \"body\"]"));

    assertThat(values("slug || ' ' || title || ' ' || sort || ' ' || (body ->> 'by')"))
        .containsExactly("both Ours 20 target", "new New 3 source", "same Same 10 target");
  }

  @Test
  void preservedColumnsNeedAKey() {
    onBoth("CREATE TABLE pages (slug text, title text)");

    assertRefused(rule("Overwrite", ", \"preserveColumns\": [\"title\"]"), "rule-needs-key:pages");
  }

  @Test
  void uniqueValuesMaySwapAmongRowsThatAreUpserted() {
    pages();
    source.run("UPDATE pages SET code = CASE slug WHEN 'both' THEN 'x' WHEN 'same' THEN 'y' END");
    target.run("UPDATE pages SET code = CASE slug WHEN 'both' THEN 'y' WHEN 'same' THEN 'x' END");

    apply(rule("Upsert", ", \"preserveColumns\": [\"sort\"]"));

    assertThat(values("slug || ' ' || coalesce(code, '-') || ' ' || sort"))
        .containsExactly("both x 20", "gone - 90", "new - 3", "same y 10");
  }

  @Test
  void refusesAUniqueValueThatARowOfTheTargetKeeps() {
    pages();
    source.run("UPDATE pages SET code = 'x' WHERE slug = 'new'");
    target.run("UPDATE pages SET code = 'x' WHERE slug = 'gone'");

    var refused = assertRefused(rule("Upsert", ""), "unique-clash:pages");

    assertThat(refused.getFirst().what()).startsWith("1 of the file's rows").contains("code");
  }

  @Test
  void refusesAValueThatIsUniqueOnlyByAnExpressionAndForSomeRows() {
    pages();
    onBoth("CREATE UNIQUE INDEX ON pages (lower(title)) WHERE sort > 0");
    target.run("UPDATE pages SET title = 'nEW' WHERE slug = 'gone'");

    assertRefused(rule("Upsert", ""), "unique-clash:pages");
    target.run("UPDATE pages SET sort = 0 WHERE slug = 'gone'");
    apply(rule("Upsert", ""));

    assertThat(titles()).contains("new=New", "gone=nEW");
  }

  @Test
  void refusesWhatAPreservedValueAndANewOneWouldMakeTheSame() {
    pages();
    source.run("UPDATE pages SET code = 'x' WHERE slug = 'new'");
    target.run("UPDATE pages SET code = 'x' WHERE slug = 'both'");

    assertRefused(rule("Overwrite", ", \"preserveColumns\": [\"code\"]"), "unique-clash:pages");
  }

  @Test
  void rowsOfTheEnvironmentsOwnStayAndKeepTheirKey() {
    pages();
    target.run("UPDATE pages SET weight = 7 WHERE slug IN ('both', 'gone')");
    source.run("INSERT INTO pages VALUES ('home', 'Stays at home', 1, NULL, 7)");
    var before = versions("weight = 7");

    var report = Releases.apply(target, withOwnRows(Rule.OVERWRITE));

    assertThat(titles()).containsExactly("both=Theirs", "gone=Old", "new=New", "same=Same");
    assertThat(versions("weight = 7")).isEqualTo(before);
    assertThat(report.tables().getFirst().kept()).isEqualTo(3);
  }

  @Test
  void rowsOfTheEnvironmentsOwnStayWithoutAKeyAsWell() {
    onBoth("CREATE TABLE pages (slug text, weight numeric)");
    source.run("INSERT INTO pages VALUES ('a', 1), ('a', 1), ('home', 7)");
    target.run("INSERT INTO pages VALUES ('a', 1), ('b', 1), ('b', 7), ('a', 7)");

    Releases.apply(target, withOwnRows(Rule.OVERWRITE));

    assertThat(values("slug || weight")).containsExactly("a1", "a1", "a7", "b7");
  }

  @Test
  void rowsOfTheFileMustFindWhatTheyReferTo() {
    onBoth(
        """
        CREATE TABLE a (id text PRIMARY KEY);
        CREATE TABLE pages (slug text PRIMARY KEY, a text REFERENCES a)""");
    source.run(
        "INSERT INTO a VALUES ('x'), ('y'); INSERT INTO pages VALUES ('1', 'x'), ('2', 'y')");
    target.run("INSERT INTO a VALUES ('x')");

    var refused = assertRefused(rule("Upsert", ""), "reference-missing:pages.a");

    assertThat(refused.getFirst().what()).contains("1 of the file's rows", "pages_a_fkey");
  }

  @Test
  void rowsThatStayMustKeepWhatTheyReferTo() {
    onBoth(
        """
        CREATE TABLE a (id text PRIMARY KEY);
        CREATE TABLE pages (slug text PRIMARY KEY, a text REFERENCES a ON DELETE SET NULL)""");
    target.run("INSERT INTO a VALUES ('x'); INSERT INTO pages VALUES ('1', 'x')");
    source.run("INSERT INTO pages VALUES ('2', NULL)");

    var rules =
        """
        {"tables": [{"tables": ["a"], "rule": "Overwrite"}, {"tables": ["pages"], "rule": "Upsert"}]}""";

    assertRefused(rules, "reference-left:pages.a");
  }

  @Test
  void oneKeyThatIsNullIsOneKeyWhereTheTableIsOverwritten() {
    onBoth("CREATE TABLE pages (a text, b text, title text, UNIQUE (a, b))");
    source.run(
        "INSERT INTO pages VALUES ('1', NULL, 'new'), (NULL, '1', 'one'), ('1', '1', 'two')");
    target.run("INSERT INTO pages VALUES ('1', NULL, 'old'), (NULL, '1', 'one'), ('2', NULL, 'x')");
    var same = versions("title = 'one'");
    var preset = preset("match: [a, b]");

    var report = Releases.apply(target, file("{}", preset));

    assertThat(target.rows("public")).isEqualTo(source.rows("public"));
    assertThat(versions("title = 'one'")).isEqualTo(same);
    assertThat(report.tables())
        .containsExactly(new TableCounts("pages", Rule.OVERWRITE, 1, 1, 1, 1));
  }

  @Test
  void keysThatAreNullSeveralTimesInTheTargetAreRefused() {
    onBoth("CREATE TABLE pages (a text, b text, title text, UNIQUE (a, b))");
    source.run("INSERT INTO pages VALUES ('1', NULL, 'new')");
    target.run("INSERT INTO pages VALUES ('1', NULL, 'old'), ('1', NULL, 'older')");
    var file = file("{}", preset("match: [a, b]"));

    assertRefused(file, "match-not-unique:pages");
  }

  private void pages() {
    onBoth(PAGES);
    source.run(
        """
        INSERT INTO pages (slug, title, sort, body, weight) VALUES
          ('same', 'Same', 10, '{"by":  "target"}', 1.0), ('both', 'Ours', 2, '{"by": "source"}', 2),
          ('new', 'New', 3, '{"by": "source"}', 3)""");
    target.run(
        """
        INSERT INTO pages (slug, title, sort, body, weight) VALUES
          ('same', 'Same', 10, '{"by":  "target"}', 1.0), ('both', 'Theirs', 20, '{"by": "target"}', 2),
          ('gone', 'Old', 90, '{"by": "target"}', 9)""");
  }

  private List<String> titles() {
    return values("slug || '=' || title");
  }

  private List<String> values(String expression) {
    return target.values("SELECT %s FROM public.pages ORDER BY 1".formatted(expression));
  }

  private List<String> versions(String condition) {
    return target.values(
        "SELECT ctid || ' ' || xmin FROM public.pages WHERE %s ORDER BY 1".formatted(condition));
  }

  private MigrationReport apply(String rules) {
    return Releases.apply(target, file(rules));
  }

  private List<Finding> assertRefused(String rules, String... ids) {
    return assertRefused(file(rules), ids);
  }

  private List<Finding> assertRefused(MigrationFileReader file, String... ids) {
    var before = target.versions("public");

    var preview = Releases.migration(target).preview(file);
    var refused = catchThrowableOfType(EngineException.class, () -> Releases.apply(target, file));

    assertThat(preview.findings()).extracting(Finding::id).containsExactly(ids);
    assertThat(refused.findings()).extracting(Finding::id).containsExactly(ids);
    assertThat(refused.code()).isIn(FailureCode.RULES_ILLEGAL, FailureCode.OTHER_TABLES_TOUCHED);
    assertThat(target.versions("public")).isEqualTo(before);
    return preview.findings();
  }

  private MigrationFileReader file(String rules) {
    return file(rules, Preset.NONE);
  }

  private MigrationFileReader file(String rules, Preset preset) {
    return ReleaseFile.of(
        source, new BuildRequest("public", RuleParser.parse(rules), preset, Naming.PLAIN), folder);
  }

  private MigrationFileReader withOwnRows(Rule rule) {
    return file(
        "{\"builtIn\": \"%s\"}".formatted(rule.word()), preset("ownRows: \"{weight} = 7\""));
  }

  private static Preset preset(String words) {
    return Preset.NONE.extendedBy(
        """
        tables:
          - table: pages
            rule: Overwrite
            merged: Upsert
            %s
        """
            .formatted(words));
  }

  private static String rule(String rule, String more) {
    return "{\"tables\": [{\"tables\": [\"pages\"], \"rule\": \"%s\"%s}]}".formatted(rule, more);
  }

  private void onBoth(String sql) {
    source.run(sql);
    target.run(sql);
  }
}
