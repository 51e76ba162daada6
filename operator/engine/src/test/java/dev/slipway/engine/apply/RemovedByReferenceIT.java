package dev.slipway.engine.apply;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.engine.bench.AppDatabase;
import dev.slipway.engine.file.MigrationFileReader;
import dev.slipway.engine.finding.Acceptance;
import dev.slipway.engine.finding.Finding;
import dev.slipway.engine.preset.Naming;
import dev.slipway.engine.preset.Preset;
import dev.slipway.testkit.postgres.PostgresInstallation;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Rows that teams removed and that only a number of their own environment tells apart: the target
 * has the same things under other numbers, and other things under the same ones.
 */
@ParameterizedClass
@MethodSource("dev.slipway.testkit.postgres.PostgresInstallation#all")
class RemovedByReferenceIT {
  private static final Preset PRESET =
      Preset.NONE.extendedBy(
          """
          name: access
          tables:
            - {table: resources, rule: Overwrite, merged: {UpsertBy: [role, name]}}
            - table: actions
              rule: Overwrite
              merged: {UpsertBy: [resource, name]}
              references: {resource: resources.id}
              ownRows: "{mine}"
            - table: scopes
              rule: Overwrite
              merged: {UpsertBy: [action, name]}
              references: {action: actions.id}
            - table: grants
              rule: Overwrite
              merged: Upsert
              references: {resource: resources.id}
          """);

  private static final String TABLES =
      """
      CREATE TABLE resources (id serial PRIMARY KEY, role text, name text);
      CREATE TABLE actions (id serial PRIMARY KEY, resource int, name text, mine boolean);
      CREATE TABLE scopes (id serial PRIMARY KEY, action bigint, name text, value text);
      CREATE TABLE grants (resource text, person text, PRIMARY KEY (resource, person));
      """;

  private static final String APP =
      TABLES
          + """
          INSERT INTO resources VALUES (1, 'clerk', 'posts'), (2, 'clerk', 'tags'), (3, 'chief', 'posts');
          INSERT INTO actions VALUES (1, 1, 'view'), (2, 1, 'edit'), (3, 2, 'view'), (4, 2, 'edit'), (5, 3, 'view');
          INSERT INTO scopes VALUES (1, 1, 'all'), (2, 2, 'all'), (3, 3, 'all'), (4, 4, 'all'), (5, 5, 'all');
          INSERT INTO grants VALUES ('1', 'ann'), ('1', 'bob'), ('2', 'ann'), ('3', 'bob');
          SELECT setval('resources_id_seq', 3), setval('actions_id_seq', 5), setval('scopes_id_seq', 5)\
          """;

  /** Every number of the base is there and means another thing; some things are its own. */
  private static final String PRODUCTION =
      TABLES
          + """
          INSERT INTO resources VALUES
            (3, 'clerk', 'posts'), (1, 'clerk', 'tags'), (2, 'chief', 'posts'), (4, 'guest', 'posts');
          INSERT INTO actions VALUES
            (5, 3, 'view'), (4, 3, 'edit'), (2, 1, 'view'), (1, 1, 'edit'), (3, 2, 'view'), (6, 4, 'view'), (7, 4, 'edit');
          INSERT INTO scopes VALUES
            (5, 5, 'all'), (1, 4, 'all'), (4, 2, 'all'), (3, 1, 'all'), (2, 3, 'all'), (6, 6, 'all'), (7, 7, 'all');
          INSERT INTO grants VALUES
            ('3', 'ann'), ('3', 'bob'), ('1', 'ann'), ('1', 'bob'), ('2', 'bob'), ('4', 'ann'), ('4', 'bob');
          SELECT setval('resources_id_seq', 4), setval('actions_id_seq', 7), setval('scopes_id_seq', 7)\
          """;

  private static final String BY_NAME =
      """
      WITH r AS (SELECT id, role || '/' || name AS path FROM public.resources),
           a AS (SELECT a.id, coalesce(r.path, '?' || a.resource) || '/' || a.name AS path
                   FROM public.actions a LEFT JOIN r ON r.id = a.resource),
           s AS (SELECT coalesce(a.path, '?' || s.action) || '/' || s.name AS path
                   FROM public.scopes s LEFT JOIN a ON a.id = s.action),
           g AS (SELECT coalesce(r.path, '?' || g.resource) || ':' || g.person AS path
                   FROM public.grants g LEFT JOIN r ON r.id::text = g.resource)
      SELECT path FROM (SELECT path FROM r UNION ALL SELECT path FROM a
                        UNION ALL SELECT path FROM s UNION ALL SELECT path FROM g) AS paths
       ORDER BY path COLLATE "C\"\
      """;

  private static final String POSTS =
      """
      DELETE FROM grants WHERE resource = '1'; DELETE FROM scopes WHERE action IN (1, 2);
      DELETE FROM actions WHERE resource = 1; DELETE FROM resources WHERE id = 1\
      """;

  private final Teams teams;
  private final AppDatabase target;
  @TempDir private Path folder;

  RemovedByReferenceIT(PostgresInstallation installation) {
    this.teams = new Teams(installation, PRESET);
    this.target = AppDatabase.fresh(installation);
  }

  @Test
  void anActionIsRevokedWhereItIsTheSameAndNowhereElse() {
    target.run(PRODUCTION);

    var gone = gone("DELETE FROM scopes WHERE action = 2; DELETE FROM actions WHERE id = 2");

    assertThat(gone).containsExactly("clerk/posts/edit", "clerk/posts/edit/all");
  }

  @Test
  void aRowThatIsToldByItsPrimaryKeyGoesLikewise() {
    target.run(PRODUCTION);

    var gone = gone("DELETE FROM grants WHERE resource = '1' AND person = 'bob'");

    assertThat(gone).containsExactly("clerk/posts:bob");
  }

  @Test
  void aResourceGoesWithAllThatTheTeamRemovedOfIt() {
    target.run(PRODUCTION);

    assertThat(gone(POSTS))
        .containsExactly(
            "clerk/posts",
            "clerk/posts/edit",
            "clerk/posts/edit/all",
            "clerk/posts/view",
            "clerk/posts/view/all",
            "clerk/posts:ann",
            "clerk/posts:bob");
  }

  @Test
  void whatOneTeamRemovesAndAnotherDoesElsewhereBothHappen() {
    target.run(PRODUCTION);

    var before = names();
    release(
        teams.joined(
            APP,
            POSTS,
            """
            INSERT INTO resources (role, name) VALUES ('chief', 'tags');
            INSERT INTO actions (resource, name) VALUES (4, 'view');
            INSERT INTO scopes (action, name) VALUES (6, 'all');
            DELETE FROM scopes WHERE action = 5\
            """));

    var after = names();
    assertThat(without(after, before))
        .containsExactly("chief/tags", "chief/tags/view", "chief/tags/view/all");
    assertThat(without(before, after)).hasSize(8).contains("chief/posts/view/all");
  }

  @Test
  void ofAResourceThatTheTargetDoesNotHaveNothingGoes() {
    target.run(PRODUCTION);
    target.run("UPDATE resources SET name = 'articles' WHERE id = 3");

    assertThat(gone(POSTS)).isEmpty();
  }

  @Test
  void ofAResourceThatStaysAndTheTargetDoesNotHaveNothingGoes() {
    target.run(PRODUCTION);
    target.run(
        """
        UPDATE resources SET name = 'articles' WHERE id = 3;
        UPDATE resources SET id = 11 WHERE id = 1\
        """);
    assertThat(names()).contains("?1/edit", "?1:bob");

    try (var file =
        teams.joined(
            APP,
            """
            DELETE FROM scopes WHERE action = 2; DELETE FROM actions WHERE id = 2;
            DELETE FROM grants WHERE resource = '1' AND person = 'bob'\
            """)) {
      thereAndBackAndThere(file);
    }

    // the resource comes with the number that it has in the base, which those hang on already
    assertThat(names()).contains("clerk/posts/edit", "clerk/posts:bob");
  }

  @Test
  void whatHangsInTheAirInTheTargetIsNotTakenForWhatGoes() {
    target.run(PRODUCTION);
    target.run("DELETE FROM resources WHERE role = 'clerk'");

    var before = names();
    release(teams.joined(APP, POSTS));

    assertThat(without(before, names())).isEmpty();
    assertThat(before).contains("?1/edit", "?1:bob", "?3/edit", "?3:bob");
  }

  @Test
  void whatHungInTheAirInTheBaseIsNobodysInTheTarget() {
    target.run(PRODUCTION);
    var hanging =
        APP
            + """
            ; INSERT INTO actions VALUES (6, 4, 'view'), (7, 4, 'edit'); INSERT INTO grants VALUES ('4', 'ann');
            SELECT setval('actions_id_seq', 7)\
            """;

    var before = names();
    release(
        teams.joined(
            hanging,
            """
            DELETE FROM actions WHERE resource = 4; DELETE FROM grants WHERE resource = '4';
            INSERT INTO resources VALUES (4, 'guest', 'posts')\
            """));

    assertThat(names()).isEqualTo(before);
  }

  @Test
  void aResourceThatWasRenamedIsAnotherOne() {
    target.run(PRODUCTION);

    var before = names();
    release(teams.joined(APP, "UPDATE resources SET name = 'articles' WHERE id = 1"));

    var after = names();
    assertThat(without(before, after)).hasSize(7).allMatch(it -> it.startsWith("clerk/posts"));
    assertThat(without(after, before)).hasSize(7).allMatch(it -> it.startsWith("clerk/articles"));
  }

  @Test
  void whatIsTheEnvironmentsOwnStays() {
    target.run(PRODUCTION);
    target.run("UPDATE actions SET mine = true WHERE resource = 3 AND name = 'edit'");

    assertThat(gone("DELETE FROM scopes WHERE action < 3; DELETE FROM actions WHERE id < 3"))
        .containsExactly("clerk/posts/edit/all", "clerk/posts/view", "clerk/posts/view/all");
  }

  @Test
  void rowsWithoutAParentGoByTheRestOfTheirKey() {
    target.run(PRODUCTION);
    target.run("INSERT INTO actions VALUES (8, NULL, 'idle'), (9, 2, 'idle')");

    var before = target.values("SELECT id FROM public.actions ORDER BY id");
    release(
        teams.joined(
            APP + "; INSERT INTO actions VALUES (6, NULL, 'idle')",
            "DELETE FROM actions WHERE name = 'idle'"));

    assertThat(without(before, target.values("SELECT id FROM public.actions ORDER BY id")))
        .containsExactly("8");
  }

  @Test
  void aTargetWithoutTheTableOfTheParentsKeepsWhatNobodyCanTell() {
    target.run(PRODUCTION);
    target.run("DROP TABLE resources");

    try (var file =
        teams.joined(APP, "DELETE FROM scopes; DELETE FROM actions; DELETE FROM grants")) {
      thereAndBackAndThere(file);
    }

    assertThat(target.value("SELECT count(*) FROM public.actions")).isEqualTo("7");
    assertThat(target.value("SELECT count(*) FROM public.scopes")).isEqualTo("7");
    assertThat(target.value("SELECT count(*) FROM public.grants")).isEqualTo("7");
  }

  @Test
  void ofRowsThatComeAndThatNobodyCanTellNothingGoes() {
    target.run(PRODUCTION);
    target.run("DROP TABLE resources");

    try (var file = teams.joined(APP, "DELETE FROM scopes WHERE action < 3")) {
      thereAndBackAndThere(file);
    }

    assertThat(target.values("SELECT id FROM public.scopes"))
        .contains("1", "2", "3", "4", "5", "6", "7");
  }

  @Test
  void ofARowThatNamesNobodyNothingGoesThoughThatIsAccepted() {
    target.run(PRODUCTION);
    var app = APP + "; UPDATE actions SET resource = 4 WHERE id = 1";
    var before = target.value("SELECT count(*) FROM public.scopes");

    try (var file = teams.joined(app, "DELETE FROM scopes WHERE action = 1")) {
      var migration =
          Releases.migration(
              target,
              Releases.DESTRUCTIVE
                  .withApp(PRESET, Naming.PLAIN)
                  .withAccept(
                      List.of(new Acceptance("reference-missing:actions.resource", "known"))));
      migration.apply(file, Releases.order(target, 1));
    }

    assertThat(target.value("SELECT count(*) FROM public.scopes")).isEqualTo(before);
  }

  @Test
  void referencesOfTheDatabaseArePartOfIt() {
    var tables =
        """
        CREATE TABLE resources (id serial PRIMARY KEY, role text, name text);
        CREATE TABLE actions (id serial PRIMARY KEY, resource int REFERENCES resources ON DELETE CASCADE,
                              name text, mine boolean, UNIQUE (resource, name));
        INSERT INTO resources VALUES (%1$s, 'clerk', 'posts'), (%2$s, 'clerk', 'tags');
        INSERT INTO actions VALUES (1, 1, 'view'), (2, 1, 'edit'), (3, 2, 'view');
        """;
    target.run(tables.formatted(2, 1));

    var posts = "DELETE FROM resources WHERE id = 1";
    assertThat(refusals(teams.joined(tables.formatted(1, 2), posts))).isEmpty();
    target.run("INSERT INTO actions VALUES (9, 2, 'own')");
    assertThat(refusals(teams.joined(tables.formatted(1, 2), posts)))
        .containsExactly("reference-left:actions.resource");
    target.run("DELETE FROM actions WHERE id = 9");
    release(teams.joined(tables.formatted(1, 2), posts));

    assertThat(target.values("SELECT resource || name FROM public.actions ORDER BY 1"))
        .containsExactly("1edit", "1view");
  }

  @Test
  void whoLosesItsParentIsCountedBeforehand() {
    target.run(PRODUCTION);
    target.run("INSERT INTO actions VALUES (8, 3, 'print'), (9, 3, 'share')");

    try (var file = teams.joined(APP, POSTS)) {
      assertThat(migration(new KeptFiles(folder)).preview(file).findings())
          .filteredOn(it -> it.kind().equals("dangling-reference"))
          .extracting(Finding::inWords)
          .singleElement()
          .asString()
          .contains("actions.resource", "2 rows that stay");
    }
  }

  /** What is no longer there after a release that adds nothing. */
  private List<String> gone(String change) {
    var before = names();
    release(teams.joined(APP, change));
    var after = names();
    assertThat(without(after, before)).isEmpty();
    return without(before, after);
  }

  /** Does as it was previewed, can be taken back, and has nothing to do when it is done again. */
  private void release(MigrationFileReader joined) {
    try (var file = joined) {
      thereAndBackAndThere(file);
      var after = target.versions("public");
      var again = migration(new KeptFiles(folder)).apply(file, Releases.order(target, 1, "again"));
      assertThat(again.tables()).allMatch(TableCounts::isUnchanged);
      assertThat(target.versions("public")).isEqualTo(after);
    }
  }

  private void thereAndBackAndThere(MigrationFileReader file) {
    var keeper = new KeptFiles(folder);
    var migration = migration(keeper);
    var before = target.rows("public");
    var preview = migration.preview(file);
    assertThat(refusals(preview)).isEmpty();
    assertThat(migration.apply(file, Releases.order(target, 1, "there")).tables())
        .isEqualTo(preview.tables());
    try (var undo = keeper.open()) {
      migration.undo(undo, Releases.undoOrder(target, 1, "back"));
    }
    assertThat(target.rows("public")).isEqualTo(before);
    assertThat(migration.apply(file, Releases.order(target, 1, "once more")).tables())
        .isEqualTo(preview.tables());
  }

  private List<String> refusals(MigrationFileReader joined) {
    try (var file = joined) {
      return refusals(migration(new KeptFiles(folder)).preview(file));
    }
  }

  private static List<String> refusals(Preview preview) {
    return preview.findings().stream()
        .filter(it -> it.severity().refuses())
        .map(Finding::id)
        .toList();
  }

  private Migration migration(KeptFiles keeper) {
    return Releases.migration(
        target, Releases.DESTRUCTIVE.withApp(PRESET, Naming.PLAIN).withUndo(keeper));
  }

  private List<String> names() {
    return target.values(BY_NAME);
  }

  private static List<String> without(List<String> all, List<String> others) {
    var rest = new ArrayList<>(all);
    others.forEach(rest::remove);
    return rest;
  }
}
