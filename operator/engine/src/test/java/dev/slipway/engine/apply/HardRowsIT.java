package dev.slipway.engine.apply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.engine.EngineException;
import dev.slipway.engine.FailureCode;
import dev.slipway.engine.bench.AppDatabase;
import dev.slipway.engine.bench.ReleaseFile;
import dev.slipway.testkit.postgres.PostgresInstallation;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

@ParameterizedClass
@MethodSource("dev.slipway.testkit.postgres.PostgresInstallation#all")
class HardRowsIT {
  private final AppDatabase source;
  private final AppDatabase target;
  @TempDir private Path folder;

  HardRowsIT(PostgresInstallation installation) {
    this.source = AppDatabase.fresh(installation);
    this.target = AppDatabase.fresh(installation);
  }

  @Test
  void uniqueValuesMaySwapBetweenRows() {
    onBoth("CREATE TABLE a (id int PRIMARY KEY, place int NOT NULL UNIQUE)");
    source.run("INSERT INTO a VALUES (1, 10), (2, 20), (3, 30)");
    target.run("INSERT INTO a VALUES (1, 20), (2, 10), (3, 30)");
    var third = "SELECT ctid || ' ' || xmin FROM public.a WHERE id = 3";
    var before = target.value(third);

    applyAndCompare("a");

    assertThat(target.value(third)).isEqualTo(before);
  }

  @Test
  void aSwapKeepsTheColumnsThatOnlyTheTargetHas() {
    onBoth("CREATE TABLE a (id int PRIMARY KEY, place int UNIQUE)");
    target.run("ALTER TABLE a ADD COLUMN note text");
    source.run("INSERT INTO a VALUES (1, 10), (2, 20)");
    target.run("INSERT INTO a VALUES (1, 20, 'one'), (2, 10, 'two')");

    Releases.apply(target, ReleaseFile.overwriting(source, folder, "a"));

    assertThat(target.values("SELECT id || ' ' || place || ' ' || note FROM public.a ORDER BY id"))
        .containsExactly("1 10 one", "2 20 two");
  }

  @Test
  void aUniqueValueMayGoFromARowThatGoesToOneThatComes() {
    onBoth("CREATE TABLE a (id int PRIMARY KEY, slug text UNIQUE)");
    source.run("INSERT INTO a VALUES (2, 'home')");
    target.run("INSERT INTO a VALUES (1, 'home')");

    applyAndCompare("a");
  }

  @Test
  void aChildMayMoveFromAParentThatGoesToOneThatComes() {
    onBoth(
        """
        CREATE TABLE a (id int PRIMARY KEY, slug text UNIQUE);
        CREATE TABLE b (id int PRIMARY KEY, a int NOT NULL REFERENCES a)""");
    source.run("INSERT INTO a VALUES (2, 'home'); INSERT INTO b VALUES (1, 2)");
    target.run("INSERT INTO a VALUES (1, 'home'); INSERT INTO b VALUES (1, 1)");
    var keys = "SELECT condeferrable FROM pg_constraint WHERE contype = 'f'";

    applyAndCompare("a", "b");

    assertThat(target.values(keys)).containsExactly("f");
  }

  @Test
  void referencesMayGoInACircle() {
    onBoth(
        """
        CREATE TABLE a (id int PRIMARY KEY, b int NOT NULL);
        CREATE TABLE b (id int PRIMARY KEY, a int NOT NULL REFERENCES a);
        ALTER TABLE a ADD CONSTRAINT a_b FOREIGN KEY (b) REFERENCES b DEFERRABLE""");
    circle(source, 1, 2);
    circle(target, 3, 4);

    applyAndCompare("a", "b");
  }

  @Test
  void aTreeMayBeTurnedUpsideDown() {
    onBoth("CREATE TABLE a (id int PRIMARY KEY, parent int REFERENCES a)");
    source.run("INSERT INTO a VALUES (4, NULL), (3, 4), (2, 3)");
    target.run("INSERT INTO a VALUES (1, NULL), (2, 1), (3, 2)");

    applyAndCompare("a");
  }

  @Test
  void refusesToRemoveWhatCascadesIntoATableThatIsKept() {
    onBoth(
        """
        CREATE TABLE a (id int PRIMARY KEY);
        CREATE TABLE kept (id int PRIMARY KEY, a int REFERENCES a ON DELETE CASCADE)""");
    target.run("INSERT INTO a VALUES (1); INSERT INTO kept VALUES (7, 1)");
    var before = target.versions("public");

    assertThatThrownBy(() -> Releases.apply(target, ReleaseFile.overwriting(source, folder, "a")))
        .hasMessageContaining("public.kept")
        .isInstanceOfSatisfying(
            EngineException.class,
            e -> assertThat(e.code()).isEqualTo(FailureCode.OTHER_TABLES_TOUCHED));
    assertThat(target.versions("public")).isEqualTo(before);
  }

  @Test
  void refusesToRemoveWhatATableThatIsKeptRefersTo() {
    onBoth(
        """
        CREATE TABLE a (id int PRIMARY KEY);
        CREATE TABLE kept (id int PRIMARY KEY, a int REFERENCES a)""");
    target.run("INSERT INTO a VALUES (1); INSERT INTO kept VALUES (7, 1)");
    var before = target.versions("public");

    assertThatThrownBy(() -> Releases.apply(target, ReleaseFile.overwriting(source, folder, "a")))
        .hasMessageContaining("kept_a_fkey")
        .isInstanceOfSatisfying(
            EngineException.class,
            e -> assertThat(e.code()).isEqualTo(FailureCode.OTHER_TABLES_TOUCHED));
    assertThat(target.versions("public")).isEqualTo(before);
  }

  @Test
  void triggersDoNotFireAndStayAsTheyWere() {
    onBoth(
        """
        CREATE TABLE a (id int PRIMARY KEY);
        CREATE TABLE log (id int);
        CREATE FUNCTION note() RETURNS trigger LANGUAGE plpgsql
          AS 'BEGIN INSERT INTO public.log VALUES (1); RETURN NEW; END';
        CREATE TRIGGER always AFTER INSERT ON a FOR EACH ROW EXECUTE FUNCTION note();
        CREATE TRIGGER never AFTER INSERT ON a FOR EACH ROW EXECUTE FUNCTION note();
        CREATE TRIGGER origin AFTER INSERT ON a FOR EACH ROW EXECUTE FUNCTION note();
        ALTER TABLE a ENABLE ALWAYS TRIGGER always;
        ALTER TABLE a DISABLE TRIGGER never""");
    source.run("INSERT INTO a VALUES (1)");
    var states =
        "SELECT tgname::text || tgenabled::text FROM pg_trigger WHERE NOT tgisinternal ORDER BY 1";

    Releases.apply(target, ReleaseFile.overwriting(source, folder, "a"));

    assertThat(target.values("SELECT id FROM public.log")).isEmpty();
    assertThat(target.values(states)).containsExactly("alwaysA", "neverD", "originO");
  }

  @Test
  void awkwardNamesAndValuesArriveAsTheyAre() {
    onBoth(
        """
        CREATE TABLE "Fields ""of"" the-form, 63 bytes long or nearly so" (
          "Key" bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, "select" jsonb, "x y" numeric,
          bytes bytea, texts text[], span int4range, sum float8, at timestamptz,
          twice numeric GENERATED ALWAYS AS ("x y" * 2) STORED)""");
    source.run(
        """
        INSERT INTO "Fields ""of"" the-form, 63 bytes long or nearly so" OVERRIDING SYSTEM VALUE
        VALUES (1, '{"a": 1}', 1.00, '\\x00ff', '{a,NULL,"b,c"}', '[1,5)', '-0', 'infinity'),
               (5, NULL, 'NaN', '', '{}', 'empty', '-Infinity', '2026-01-01 00:00Z')""");
    target.run(
        """
        INSERT INTO "Fields ""of"" the-form, 63 bytes long or nearly so" OVERRIDING SYSTEM VALUE
        VALUES (1, '{"a": 1}', 1.0, '\\x00ff', '{a,NULL,"b,c"}', '[1,5)', '0', 'infinity'),
               (2, NULL, 'NaN', '', '{}', 'empty', '-Infinity', '2026-01-01 00:00Z')""");

    applyAndCompare("Fields \"of\" the-form, 63 bytes long or nearly so");
  }

  private void onBoth(String sql) {
    source.run(sql);
    target.run(sql);
  }

  private static void circle(AppDatabase database, int a, int b) {
    database.run(
        """
        BEGIN;
        SET CONSTRAINTS ALL DEFERRED;
        INSERT INTO a VALUES (%1$s, %2$s);
        INSERT INTO b VALUES (%2$s, %1$s);
        COMMIT"""
            .formatted(a, b));
  }

  private void applyAndCompare(String... tables) {
    Releases.apply(target, ReleaseFile.overwriting(source, folder, tables));

    assertThat(target.rows("public")).isEqualTo(source.rows("public"));
  }
}
