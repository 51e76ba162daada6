package dev.slipway.engine.apply;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.slipway.engine.EngineException;
import dev.slipway.engine.FailureCode;
import dev.slipway.engine.bench.AppDatabase;
import dev.slipway.engine.bench.ReleaseFile;
import dev.slipway.testkit.postgres.PostgresInstallation;
import dev.slipway.testkit.postgres.PostgresServer;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** Tables that a plain INSERT, UPDATE and DELETE would stumble over, or reach too far with. */
@ParameterizedClass
@MethodSource("dev.slipway.testkit.postgres.PostgresInstallation#all")
class HardTablesIT {
  private final PostgresInstallation installation;
  private final AppDatabase source;
  private final AppDatabase target;
  @TempDir private Path folder;

  HardTablesIT(PostgresInstallation installation) {
    this.installation = installation;
    this.source = AppDatabase.fresh(installation);
    this.target = AppDatabase.fresh(installation);
  }

  @Test
  void uniqueValuesMayGoRoundInAChain() {
    onBoth("CREATE TABLE a (id int PRIMARY KEY, place int NOT NULL UNIQUE)");
    source.run("INSERT INTO a VALUES (1, 20), (2, 30), (3, 40), (4, 10)");
    target.run("INSERT INTO a VALUES (1, 10), (2, 20), (3, 30), (4, 40)");

    applyAndCompare("a");
  }

  @Test
  void uniquePairsMaySwap() {
    onBoth("CREATE TABLE a (id int PRIMARY KEY, page text, place int, UNIQUE (page, place))");
    source.run("INSERT INTO a VALUES (1, 'x', 2), (2, 'x', 1), (3, 'y', NULL)");
    target.run("INSERT INTO a VALUES (1, 'x', 1), (2, 'x', 2), (3, 'y', NULL), (4, 'y', NULL)");

    applyAndCompare("a");
  }

  @Test
  void valuesThatAreUniqueOnlyInTheEndMaySwap() {
    onBoth("CREATE TABLE a (id int PRIMARY KEY, place int UNIQUE DEFERRABLE INITIALLY IMMEDIATE)");
    source.run("INSERT INTO a VALUES (1, 20), (2, 10)");
    target.run("INSERT INTO a VALUES (1, 10), (2, 20)");

    applyAndCompare("a");
  }

  @Test
  void aSwapInOneTableHoldsUpNoneOfTheOthers() {
    onBoth(
        """
        CREATE TABLE a (id int PRIMARY KEY, note text);
        CREATE TABLE b (id int PRIMARY KEY, place int UNIQUE);
        CREATE TABLE c (id int PRIMARY KEY, b int REFERENCES b)""");
    source.run(
        """
        INSERT INTO a VALUES (1, 'new'), (3, '');
        INSERT INTO b VALUES (1, 20), (2, 10);
        INSERT INTO c VALUES (1, 2), (2, 1)""");
    target.run(
        """
        INSERT INTO a VALUES (1, 'old'), (2, '');
        INSERT INTO b VALUES (1, 10), (2, 20);
        INSERT INTO c VALUES (1, 1)""");

    applyAndCompare("a", "b", "c");
  }

  @Test
  void refusesToChangeAKeyThatIsFollowedByATableThatIsKept() {
    onBoth(
        """
        CREATE TABLE a (id int PRIMARY KEY, code text UNIQUE);
        CREATE TABLE kept (id int PRIMARY KEY, a text REFERENCES a (code) ON UPDATE CASCADE)""");
    source.run("INSERT INTO a VALUES (1, 'new')");
    target.run("INSERT INTO a VALUES (1, 'old'); INSERT INTO kept VALUES (7, 'old')");

    assertRefusedUntouched("kept", "a");
  }

  @Test
  void refusesATableWhoseRulesWriteElsewhere() {
    onBoth("CREATE TABLE a (id int PRIMARY KEY); CREATE TABLE log (id int)");
    target.run("CREATE RULE logged AS ON INSERT TO a DO ALSO INSERT INTO log VALUES (new.id)");
    source.run("INSERT INTO a VALUES (1)");

    assertRefusedUntouched("a", "a");
  }

  @Test
  void refusesATableWhoseRulesWriteNothing() {
    onBoth("CREATE TABLE a (id int PRIMARY KEY)");
    target.run("CREATE RULE never AS ON INSERT TO a DO INSTEAD NOTHING");
    source.run("INSERT INTO a VALUES (1)");

    assertRefusedUntouched("a", "a");
  }

  @Test
  void refusesATableWhoseRowsAreHiddenFromItsOwner() {
    onBoth("CREATE TABLE a (id int PRIMARY KEY)");
    target.run(
        """
        INSERT INTO a VALUES (2);
        CREATE POLICY below ON a USING (id < 2);
        ALTER TABLE a ENABLE ROW LEVEL SECURITY;
        ALTER TABLE a FORCE ROW LEVEL SECURITY""");
    source.run("INSERT INTO a VALUES (1)");
    var before = rowsWithoutSecurity();

    assertThatThrownBy(() -> Releases.apply(target, ReleaseFile.overwriting(source, folder, "a")))
        .hasMessageContaining("a")
        .hasMessageContaining("row")
        .isInstanceOf(EngineException.class);
    assertThat(rowsWithoutSecurity()).isEqualTo(before);
  }

  @Test
  void aKeyBeyondTheEndOfItsSequenceIsNoneThatItWillDraw() {
    onBoth(
        """
        CREATE SEQUENCE a_id AS int MAXVALUE 1000;
        CREATE TABLE a (id bigint PRIMARY KEY DEFAULT nextval('a_id'))""");
    source.run("INSERT INTO a VALUES (7), (5000000000)");

    applyAndCompare("a");

    assertThat(target.value("SELECT nextval('public.a_id')")).isEqualTo("8");
  }

  @Test
  void textsThatDifferOnlyInCaseMayBeOneKey() throws SQLException {
    for (var database : new AppDatabase[] {source, target}) {
      createExtension(database, "citext");
    }
    onBoth("CREATE TABLE a (mail citext PRIMARY KEY, name text)");
    source.run("INSERT INTO a VALUES ('Ann@example.org', 'Ann'), ('new@example.org', 'New')");
    target.run("INSERT INTO a VALUES ('ann@EXAMPLE.org', 'Ann'), ('old@example.org', 'Old')");

    applyAndCompare("a");
  }

  @Test
  void namesMayBeAsLongAsTheyGet() {
    var name = "x".repeat(62);
    onBoth(
        """
        CREATE SEQUENCE "%1$ss";
        CREATE TABLE "%1$st" ("%1$sc" bigint DEFAULT nextval('"%1$ss"'), "%1$sd" text,
          CONSTRAINT "%1$sp" PRIMARY KEY ("%1$sc"), CONSTRAINT "%1$su" UNIQUE ("%1$sd"),
          CONSTRAINT "%1$sk" CHECK ("%1$sc" > 0));
        CREATE TABLE "%1$sr" ("%1$sc" bigint CONSTRAINT "%1$sf" REFERENCES "%1$st");
        CREATE INDEX "%1$si" ON "%1$st" ("%1$sd", "%1$sc")"""
            .formatted(name));
    source.run(
        "INSERT INTO \"%1$st\" VALUES (5, 'a'); INSERT INTO \"%1$sr\" VALUES (5)".formatted(name));
    target.run(
        "INSERT INTO \"%1$st\" VALUES (3, 'a'); INSERT INTO \"%1$sr\" VALUES (3)".formatted(name));

    applyAndCompare(name + "t", name + "r");
  }

  @Test
  void aTableMayHaveAsManyColumnsAsItCan() {
    var columns =
        IntStream.range(1, 1_600)
            .mapToObj(it -> "c%s smallint".formatted(it))
            .collect(joining(","));
    onBoth("CREATE TABLE a (id smallint PRIMARY KEY, %s)".formatted(columns));
    source.run("INSERT INTO a (id, c1, c1599) VALUES (1, 1, 1), (2, 1, 1), (3, 1, NULL)");
    target.run("INSERT INTO a (id, c1, c1599) VALUES (2, 1, 2), (3, 1, NULL), (4, 1, 1)");

    applyAndCompare("a");
  }

  @Test
  void rowsWithoutAColumnAreRefusedByName() {
    onBoth("CREATE TABLE a ()");
    source.run("INSERT INTO a DEFAULT VALUES; INSERT INTO a DEFAULT VALUES");

    assertRefusedUntouched("a: has no column whose values travel", "a");
  }

  @Test
  void rowsOfAnHeirAreNoneOfItsParent() {
    onBoth(
        """
        CREATE TABLE a (id int PRIMARY KEY, note text);
        CREATE TABLE heir (more text, PRIMARY KEY (id)) INHERITS (a);
        CREATE TABLE kept (PRIMARY KEY (id)) INHERITS (a)""");
    source.run("INSERT INTO a VALUES (1, 'a'); INSERT INTO heir VALUES (1, 'heir', 'x')");
    target.run(
        """
        INSERT INTO a VALUES (1, 'b'), (2, 'b');
        INSERT INTO heir VALUES (1, 'heir', 'y'), (2, 'heir', 'y');
        INSERT INTO kept VALUES (1, 'kept'), (3, 'kept')""");
    var kept = target.versions("public").get("public.kept");

    Releases.apply(target, ReleaseFile.overwriting(source, folder, "a", "heir"));

    assertThat(target.values("SELECT (a.*)::text FROM ONLY public.a")).containsExactly("(1,a)");
    assertThat(target.values("SELECT (h.*)::text FROM ONLY public.heir AS h"))
        .containsExactly("(1,heir,x)");
    assertThat(target.versions("public")).containsEntry("public.kept", kept);
  }

  private void onBoth(String sql) {
    source.run(sql);
    target.run(sql);
  }

  private void createExtension(AppDatabase database, String name) throws SQLException {
    try (var session = PostgresServer.shared(installation).superuser(database.name());
        var statement = session.createStatement()) {
      assumeThat(
              AppDatabase.valuesOver(
                  session,
                  "SELECT name FROM pg_available_extensions WHERE name = '%s'".formatted(name)))
          .as("a server that came with " + name)
          .isNotEmpty();
      statement.execute("CREATE EXTENSION %s SCHEMA public".formatted(name));
    }
  }

  private String rowsWithoutSecurity() {
    return target.value(
        "SELECT pg_relation_size('public.a') || ' ' || relforcerowsecurity"
            + " FROM pg_class WHERE oid = 'public.a'::regclass");
  }

  private void assertRefusedUntouched(String named, String... tables) {
    var before = target.versions("public");

    assertThatThrownBy(
            () -> Releases.apply(target, ReleaseFile.overwriting(source, folder, tables)))
        .hasMessageContaining(named)
        .isInstanceOfSatisfying(
            EngineException.class,
            e ->
                assertThat(e.code())
                    .isIn(FailureCode.OTHER_TABLES_TOUCHED, FailureCode.STRUCTURE_UNSUPPORTED));
    assertThat(target.versions("public")).isEqualTo(before);
  }

  private void applyAndCompare(String... tables) {
    Releases.apply(target, ReleaseFile.overwriting(source, folder, tables));

    assertThat(target.rows("public")).isEqualTo(source.rows("public"));
  }
}
