package dev.slipway.engine.structure;

import static dev.slipway.engine.catalog.SqlIdentifier.quoted;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.engine.bench.AppDatabase;
import dev.slipway.engine.bench.Catalogs;
import dev.slipway.engine.bench.StructureOracle;
import dev.slipway.engine.catalog.Catalog;
import dev.slipway.engine.catalog.Rights;
import dev.slipway.engine.finding.Finding;
import dev.slipway.testkit.postgres.PostgresInstallation;
import dev.slipway.testkit.postgres.PostgresServer;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

@ParameterizedClass
@MethodSource("dev.slipway.testkit.postgres.PostgresInstallation#all")
class ViewRebuildIT {
  private static final String TABLES =
      """
      CREATE TABLE pages (id int PRIMARY KEY, title varchar(20), "Big ""Name"" 2" int DEFAULT 1);
      CREATE TABLE log (id int);
      """;

  /** Each on the one before; the names run against the order. */
  private static final String EIGHT_DEEP =
      """
      CREATE VIEW v8 AS SELECT id, title, "Big ""Name"" 2" AS "Bürger's" FROM pages WHERE id > 0;
      CREATE VIEW v7 WITH (security_barrier = true, check_option = local) AS
        SELECT * FROM v8 WHERE title <> 'it''s';
      CREATE VIEW v6 AS SELECT v7.id, count(*) AS n FROM v7 GROUP BY v7.id;
      CREATE VIEW "v 5"".é" AS SELECT a.id, b.n FROM v7 a JOIN v6 b USING (id);
      CREATE VIEW v4 WITH (security_invoker = true) AS SELECT * FROM "v 5"".é" UNION TABLE v6;
      CREATE VIEW v3 AS WITH x AS (SELECT id FROM v4) SELECT x.id, p.title FROM x, pages p;
      CREATE VIEW v2 AS SELECT id, title FROM v3;
      CREATE VIEW v1 AS SELECT v2.id FROM v2 JOIN v8 USING (id);
      COMMENT ON VIEW v1 IS 'outermost \\ ''view''';
      COMMENT ON COLUMN v8."Bürger's" IS 'whose';
      ALTER VIEW v8 ALTER COLUMN title SET DEFAULT 'untitled';
      CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END';
      CREATE TRIGGER "no Insert" INSTEAD OF INSERT ON v2 FOR EACH ROW EXECUTE FUNCTION refuse();
      COMMENT ON TRIGGER "no Insert" ON v2 IS 'not here';
      CREATE RULE written AS ON DELETE TO v6 DO INSTEAD INSERT INTO log SELECT id FROM v4;
      COMMENT ON RULE written ON v6 IS 'kept';
      """;

  private static final Set<String> PAGES = Set.of("pages");

  private final PostgresInstallation installation;
  private final AppDatabase target;

  ViewRebuildIT(PostgresInstallation installation) {
    this.installation = installation;
    this.target = AppDatabase.fresh(installation);
  }

  @Test
  void eightViewsOnEachOtherComeBackAsTheyWere() throws SQLException {
    target.run(TABLES + EIGHT_DEEP);
    var before = Catalogs.read(target);

    var rebuild = rebuildAround("ALTER TABLE pages ALTER id TYPE bigint", without(before), PAGES);

    assertThat(rebuild.findings()).isEmpty();
    assertThat(rebuild.touched()).hasSize(8);
    assertThat(before.views()).hasSize(8);
    assertThat(Catalogs.read(target).views()).isEqualTo(before.views());
    assertThat(Catalogs.read(target).rights()).isEqualTo(before.rights());
    target.run("INSERT INTO pages VALUES (3000000000, 'first')");
    assertThat(target.values("SELECT id FROM public.v1")).containsExactly("3000000000");
  }

  @Test
  void theyComeBackInASchemaOfAnyName() throws SQLException {
    var schema = "App \"2\".ä";
    target.run(
        "CREATE SCHEMA %1$s; SET search_path = %1$s;".formatted(quoted(schema))
            + TABLES
            + EIGHT_DEEP);
    var before = Catalogs.read(target, schema);
    var change = "ALTER TABLE pages ALTER id TYPE bigint";

    rebuildAround(change, without(before), PAGES, schema);

    assertThat(Catalogs.read(target, schema).views()).hasSize(8).isEqualTo(before.views());
  }

  @Test
  void rightsComeBackToTheLetter() throws SQLException {
    var role = "rea\"der of " + target.name();
    superuser("CREATE ROLE %s; CREATE ROLE %s".formatted(quoted(role), quoted(role + 2)));
    target.run(
        TABLES
            + """
            CREATE VIEW open AS SELECT id, title FROM pages;
            CREATE VIEW closed AS SELECT id FROM open;
            CREATE VIEW plain AS SELECT id FROM pages;
            GRANT SELECT ON open TO PUBLIC;
            GRANT SELECT, UPDATE ON open TO %1$s WITH GRANT OPTION;
            GRANT INSERT ON open TO %1$s;
            GRANT SELECT (title), UPDATE (title, id) ON open TO %1$s;
            REVOKE ALL ON closed FROM %2$s;
            ALTER DEFAULT PRIVILEGES GRANT SELECT ON TABLES TO %1$s"""
                .formatted(quoted(role), quoted(target.owner())));
    var before = Catalogs.read(target);

    rebuildAround("ALTER TABLE pages ALTER id TYPE bigint", without(before), PAGES);

    assertThat(before.rights().grants()).hasSizeGreaterThan(8);
    assertThat(Catalogs.read(target).rights()).isEqualTo(before.rights());
    assertThat(Catalogs.read(target).views()).isEqualTo(before.views());
  }

  @Test
  void otherToolsSeeNoDifferenceToADatabaseThatWasAlwaysSo() throws SQLException {
    var always = AppDatabase.fresh(installation);
    var rights = "GRANT SELECT ON v1 TO PUBLIC; GRANT UPDATE (title) ON v8 TO PUBLIC";
    always.run(TABLES.replace("id int PRIMARY", "id bigint PRIMARY") + EIGHT_DEEP + rights);
    target.run(TABLES + EIGHT_DEEP + rights);

    rebuildAround("ALTER TABLE pages ALTER id TYPE bigint", without(Catalogs.read(target)), PAGES);

    var oracle = new StructureOracle(installation);
    assertThat(oracle.differences(always, target)).isEmpty();
    if (oracle.canDump()) {
      assertThat(oracle.byDumpWithRights(always, target)).isEmpty();
    }
  }

  @Test
  void aViewOfARoleThatWeBelongToComesBackToIt() throws SQLException {
    var team = "team of " + target.name();
    superuser("CREATE ROLE %s ROLE %s".formatted(quoted(team), quoted(target.owner())));
    target.run(
        TABLES
            + """
            GRANT ALL ON SCHEMA public TO %1$s;
            GRANT SELECT ON pages TO %1$s;
            CREATE VIEW theirs AS SELECT id FROM pages;
            COMMENT ON VIEW theirs IS 'not ours alone';
            GRANT SELECT ON theirs TO PUBLIC;
            ALTER VIEW theirs OWNER TO %1$s"""
                .formatted(quoted(team)));
    var before = Catalogs.read(target);

    rebuildAround("ALTER TABLE pages ALTER id TYPE bigint", without(before), PAGES);

    assertThat(before.rights().ownerOf("theirs").orElseThrow().role()).isEqualTo(quoted(team));
    assertThat(Catalogs.read(target).rights()).isEqualTo(before.rights());
    assertThat(Catalogs.read(target).views()).isEqualTo(before.views());
  }

  @Test
  void viewsOfTheFileAreMade() throws SQLException {
    var source = AppDatabase.fresh(installation);
    source.run(TABLES + EIGHT_DEEP);
    target.run(TABLES + "CREATE VIEW own AS SELECT id FROM log");
    var wanted = Catalogs.read(source).portable();

    var rebuild = rebuildAround("SELECT 1", wanted, Set.of());

    assertThat(rebuild.before()).isEmpty();
    assertThat(rebuild.touched()).hasSize(8).doesNotContain("own");
    assertThat(rebuild.findings())
        .extracting(Finding::id)
        .containsExactlyInAnyOrder("view-attachment:v2", "view-attachment:v6");
    assertThat(Catalogs.read(target).views())
        .filteredOn(it -> !it.name().equals("own"))
        .usingRecursiveFieldByFieldElementComparatorIgnoringFields("attachments")
        .isEqualTo(wanted.views());
  }

  @Test
  void aViewThatDiffersIsMadeAgainWithAllThatStandsOnIt() throws SQLException {
    var source = AppDatabase.fresh(installation);
    source.run(TABLES + "CREATE VIEW v AS SELECT title, id, id + 1 AS next FROM pages");
    target.run(
        TABLES
            + """
            CREATE VIEW v AS SELECT id, title FROM pages;
            CREATE VIEW own AS SELECT title FROM v;
            GRANT SELECT ON v TO PUBLIC;
            GRANT SELECT (id) ON v TO PUBLIC""");
    var before = Catalogs.read(target);

    var rebuild = rebuildAround("SELECT 1", Catalogs.read(source).portable(), Set.of());

    var after = Catalogs.read(target);
    assertThat(rebuild.touched()).containsExactlyInAnyOrder("own", "v");
    assertThat(after.view("v")).isEqualTo(Catalogs.read(source).view("v"));
    assertThat(after.view("own")).isEqualTo(before.view("own"));
    assertThat(after.rights()).isEqualTo(before.rights());
  }

  @Test
  void aRightOnAColumnThatTheViewLosesIsTold() throws SQLException {
    var source = AppDatabase.fresh(installation);
    source.run(TABLES + "CREATE VIEW v AS SELECT id FROM pages");
    target.run(
        TABLES
            + "CREATE VIEW v AS SELECT id, title FROM pages; GRANT SELECT (title) ON v TO PUBLIC");

    var rebuild = rebuildAround("SELECT 1", Catalogs.read(source).portable(), Set.of());

    assertThat(rebuild.findings()).extracting(Finding::id).containsExactly("grant-lost:v.title");
  }

  @Test
  void viewsThatAreAlikeAreLeftAlone() throws SQLException {
    var source = AppDatabase.fresh(installation);
    source.run(TABLES + EIGHT_DEEP);
    target.run(TABLES + EIGHT_DEEP);

    var rebuild = plan(Catalogs.read(source).portable(), Set.of(), "public");

    assertThat(rebuild).isEqualTo(new ViewRebuild(List.of(), List.of(), List.of(), Set.of()));
  }

  @Test
  void otherCommentsOptionsAndDefaultsNeedNoNewView() throws SQLException {
    var source = AppDatabase.fresh(installation);
    var same = TABLES + "CREATE VIEW v %s AS SELECT id, title FROM pages;";
    source.run(
        same.formatted("WITH (security_barrier = true)")
            + "COMMENT ON VIEW v IS 'new'; ALTER VIEW v ALTER COLUMN id SET DEFAULT 7");
    target.run(
        same.formatted("WITH (check_option = cascaded)")
            + "COMMENT ON COLUMN v.title IS 'old'; ALTER VIEW v ALTER COLUMN title SET DEFAULT 'x'");

    var rebuild = rebuildAround("SELECT 1", Catalogs.read(source).portable(), Set.of());

    assertThat(rebuild.before()).isEmpty();
    assertThat(rebuild.after()).noneMatch(it -> it.startsWith("CREATE"));
    assertThat(rebuild.touched()).containsExactly("v");
    assertThat(Catalogs.read(target).views()).isEqualTo(Catalogs.read(source).views());
  }

  @Test
  void aViewThatNamesAnEnumWithOtherLabelsIsMadeAgain() throws SQLException {
    var source = AppDatabase.fresh(installation);
    source.run("CREATE TYPE mood AS ENUM ('good', 'bad'); CREATE TABLE pages (mood mood)");
    target.run(
        """
        CREATE TYPE mood AS ENUM ('good');
        CREATE TABLE pages (mood mood);
        CREATE VIEW one AS SELECT 'good'::mood AS m;
        CREATE VIEW many AS SELECT '{good}'::mood[] AS m""");

    var rebuild = plan(Catalogs.read(source).portable(), Set.of(), "public");

    assertThat(rebuild.touched()).containsExactlyInAnyOrder("one", "many");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          CREATE SCHEMA beside; CREATE VIEW beside.w AS SELECT id FROM v    | view-elsewhere:beside.w
          CREATE MATERIALIZED VIEW m AS SELECT id FROM v                    | materialized-view:m
          CREATE FUNCTION f() RETURNS SETOF v LANGUAGE sql AS 'TABLE v'     | view-held:v
          CREATE FUNCTION f() RETURNS int BEGIN ATOMIC SELECT id FROM v; END | view-held:v
          CREATE POLICY p ON log USING (id IN (SELECT id FROM v))           | view-held:v
          CREATE RULE r AS ON INSERT TO log DO ALSO SELECT id FROM v        | view-held:v
          CREATE TABLE of_v (v v[])                                         | view-held:v
          CREATE SEQUENCE s; ALTER SEQUENCE s OWNED BY v.id                 | view-held:v
          """)
  void whatCannotBeMadeAgainIsNamed(String obstacle, String id) throws SQLException {
    target.run(TABLES + "CREATE VIEW v AS SELECT id FROM pages;" + obstacle);

    var rebuild = plan(without(Catalogs.read(target)), PAGES, "public");

    assertThat(rebuild.findings()).extracting(Finding::id).containsExactly(id);
    assertThat(rebuild.findings()).allMatch(it -> it.severity().refuses());
  }

  @Test
  void aViewOfSomebodyElseIsNamed() throws SQLException {
    var stranger = "stranger of " + target.name();
    target.run(TABLES + "CREATE VIEW v AS SELECT id FROM pages");
    superuser("CREATE ROLE " + quoted(stranger));
    superuser("ALTER VIEW v OWNER TO " + quoted(stranger));

    var rebuild = plan(without(Catalogs.read(target)), PAGES, "public");

    assertThat(rebuild.findings()).extracting(Finding::id).containsExactly("view-of-others:v");
  }

  @Test
  void aNameThatIsTakenIsTold() throws SQLException {
    var source = AppDatabase.fresh(installation);
    source.run(
        TABLES
            + """
            CREATE VIEW a AS TABLE pages; CREATE VIEW b AS TABLE pages; CREATE TABLE c (id int)""");
    target.run(
        TABLES
            + """
            CREATE TABLE a (id int);
            CREATE MATERIALIZED VIEW b AS TABLE pages;
            CREATE VIEW c AS TABLE pages""");

    var rebuild = plan(Catalogs.read(source).portable(), Set.of(), "public");

    assertThat(rebuild.findings())
        .extracting(Finding::id)
        .containsExactlyInAnyOrder("name-taken:a", "name-taken:b", "name-taken:c");
  }

  @Test
  void whatANewViewNeedsBesidesTablesIsTold() throws SQLException {
    var source = AppDatabase.fresh(installation);
    source.run(
        TABLES
            + """
            CREATE SCHEMA beside; CREATE TABLE beside.prices (id int);
            CREATE FUNCTION rate(int) RETURNS int LANGUAGE sql AS 'SELECT 1';
            CREATE VIEW v AS SELECT rate(p.id) FROM pages JOIN beside.prices p USING (id)""");
    target.run(TABLES);

    var rebuild = plan(Catalogs.read(source).portable(), Set.of(), "public");

    assertThat(rebuild.findings())
        .containsExactly(
            Finding.warning(
                "view-needs",
                "v",
                "uses what no release carries: beside.prices, rate(integer)",
                "make sure that the target has it"));
  }

  private ViewRebuild rebuildAround(String change, Catalog source, Set<String> retyped)
      throws SQLException {
    return rebuildAround(change, source, retyped, "public");
  }

  private ViewRebuild rebuildAround(
      String change, Catalog source, Set<String> retyped, String schema) throws SQLException {
    var rebuild = plan(source, retyped, schema);
    try (var session = target.sessions().open()) {
      session.setAutoCommit(false);
      run(session, "SET LOCAL search_path = " + quoted(schema));
      for (var sql : rebuild.before()) {
        run(session, sql);
      }
      run(session, change);
      for (var sql : rebuild.after()) {
        run(session, sql);
      }
      session.commit();
    }
    return rebuild;
  }

  private ViewRebuild plan(Catalog source, Set<String> retyped, String schema) {
    return ViewRebuild.of(source, Catalogs.read(target, schema), schema, retyped);
  }

  /** A file with the same tables and no views. */
  private static Catalog without(Catalog catalog) {
    return new Catalog(
        catalog.tables(), List.of(), catalog.sequences(), catalog.enums(), List.of(), Rights.NONE);
  }

  private void superuser(String sql) throws SQLException {
    try (var session = PostgresServer.shared(installation).superuser(target.name())) {
      run(session, sql);
    }
  }

  private static void run(Connection session, String sql) throws SQLException {
    try (var statement = session.createStatement()) {
      statement.execute(sql);
    }
  }
}
