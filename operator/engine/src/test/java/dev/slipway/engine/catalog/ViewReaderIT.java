package dev.slipway.engine.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.slipway.engine.bench.AppDatabase;
import dev.slipway.engine.bench.Catalogs;
import dev.slipway.testkit.postgres.PostgresInstallation;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

@ParameterizedClass
@MethodSource("dev.slipway.testkit.postgres.PostgresInstallation#all")
class ViewReaderIT {
  private final AppDatabase database;

  ViewReaderIT(PostgresInstallation installation) {
    this.database = AppDatabase.fresh(installation);
  }

  @Test
  void aViewComesWithAllThatMakesIt() {
    database.run(
        """
        CREATE TABLE t (id int, title text);
        CREATE VIEW "V 1." WITH (security_barrier = true, check_option = local) AS
          SELECT id AS "Nr", title FROM t;
        ALTER VIEW "V 1." ALTER COLUMN title SET DEFAULT 'none';
        COMMENT ON VIEW "V 1." IS 'seen';
        COMMENT ON COLUMN "V 1."."Nr" IS 'number'""");

    var view = Catalogs.read(database).view("V 1.").orElseThrow();

    assertThat(view.columns())
        .containsExactly(
            new ViewColumn("Nr", null, "number"), new ViewColumn("title", "'none'::text", null));
    assertThat(view.options()).containsExactly("security_barrier=true", "check_option=local");
    assertThat(view.tables()).containsExactly("t");
    assertThat(view.comment()).isEqualTo("seen");
    assertThat(view.definition().replaceAll("\\s+", " ").replace("t.", ""))
        .isEqualTo("SELECT id AS \"Nr\", title FROM t");
  }

  @Test
  void aViewTellsWhatItHangsOn() {
    database.run(
        """
        CREATE SCHEMA beside;
        CREATE TABLE beside.prices (id int);
        CREATE TYPE mood AS ENUM ('good');
        CREATE DOMAIN short AS text;
        CREATE FUNCTION rate(int) RETURNS int LANGUAGE sql AS 'SELECT 1';
        CREATE SEQUENCE steps;
        CREATE TABLE b (id int); CREATE TABLE a (id int);
        CREATE MATERIALIZED VIEW m AS SELECT 1 AS id;
        CREATE VIEW inner_one AS TABLE a;
        CREATE VIEW v AS
          SELECT rate(b.id) AS a, 'good'::mood AS b, '{good}'::mood[] AS c, 'x'::short AS d,
                 nextval('steps') AS e, NULL::a AS f
            FROM b JOIN inner_one USING (id) JOIN m USING (id) JOIN beside.prices USING (id)""");

    var view = Catalogs.read(database).view("v").orElseThrow();

    assertThat(view.tables()).containsExactly("a", "b");
    assertThat(view.views()).containsExactly("inner_one", "m");
    assertThat(view.enums()).containsExactly("mood");
    assertThat(view.needs()).containsExactly("beside.prices", "rate(integer)", "short", "steps");
  }

  @Test
  void triggersRulesAndHoldersOfAViewAreKnown() {
    database.run(
        """
        CREATE TABLE log (id int);
        CREATE VIEW v AS SELECT 1 AS id;
        CREATE VIEW on_it AS TABLE v;
        CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END';
        CREATE TRIGGER g INSTEAD OF INSERT ON v FOR EACH ROW EXECUTE FUNCTION f();
        CREATE RULE r AS ON DELETE TO v DO INSTEAD INSERT INTO log VALUES (1);
        CREATE FUNCTION all_v() RETURNS SETOF v LANGUAGE sql AS 'TABLE v'""");

    var view = Catalogs.read(database).view("v").orElseThrow();

    assertThat(view.attachments())
        .extracting(ViewAttachment::kind, ViewAttachment::name, ViewAttachment::reads)
        .containsExactly(
            tuple(UnsupportedKind.RULE, "r", List.of("log")),
            tuple(UnsupportedKind.TRIGGER, "g", List.of()));
    assertThat(view.attachments())
        .extracting(ViewAttachment::definition)
        .noneMatch(it -> it.contains("public"));
    assertThat(view.holders()).containsExactly("function public.all_v()");
    assertThat(view.hangsOn()).containsExactly("log");
  }

  @Test
  void aViewOfAnotherSchemaIsKnownByItsPlaceAlone() {
    database.run(
        """
        CREATE SCHEMA beside;
        CREATE TABLE t (id int);
        CREATE VIEW v AS TABLE t;
        CREATE VIEW beside.w AS SELECT id FROM v;
        CREATE VIEW beside.other AS SELECT 1 AS one""");

    var views = Catalogs.read(database).views();

    assertThat(views)
        .extracting(View::place, View::views, View::definition)
        .element(1)
        .isEqualTo(tuple("beside.w", List.of("v"), ""));
    assertThat(views).hasSize(2);
  }

  @Test
  void aSelectionKeepsTheViewsOfWhichItKeepsEverything() {
    database.run(
        """
        CREATE TYPE mood AS ENUM ('good');
        CREATE TABLE a (id int); CREATE TABLE b (id int);
        CREATE VIEW over_a AS SELECT id, 'good'::mood FROM a;
        CREATE VIEW again AS SELECT id FROM over_a;
        CREATE VIEW over_two AS SELECT id FROM over_a JOIN b USING (id);
        CREATE VIEW on_that AS TABLE over_two;
        CREATE VIEW nothing AS SELECT 1 AS one;
        CREATE MATERIALIZED VIEW kept AS TABLE a;
        CREATE VIEW over_kept AS TABLE kept""");

    var selection = Catalogs.read(database).only(Set.of("a"));

    assertThat(selection.views()).extracting(View::name).containsExactly("again", "over_a");
    assertThat(selection.enums()).extracting(EnumType::name).containsExactly("mood");
    assertThat(selection.unsupported())
        .containsExactly(new Unsupported(UnsupportedKind.MATERIALIZED_VIEW, "kept", "a"));
  }
}
