package dev.slipway.engine.restore;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.engine.FailureCode;
import dev.slipway.engine.backup.BackupBench;
import dev.slipway.engine.backup.SampleApp;
import dev.slipway.engine.store.Failures;
import java.io.IOException;
import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a restore in place makes of a database that has a bit of everything. */
class RestoreInPlaceIT {
  private static final String DAMAGE =
      """
      DROP VIEW app.over_elsewhere;
      DROP TABLE app.egg CASCADE;
      DROP FUNCTION app.doubled(int) CASCADE;
      DROP TABLE app.parted_2025;
      DELETE FROM app.child;
      ALTER TABLE app.hen DISABLE TRIGGER noticed;
      ALTER TABLE app.hen DISABLE ROW LEVEL SECURITY;
      REVOKE ALL ON app.bookings FROM READER;
      REVOKE ALL ON SCHEMA app FROM READER;
      GRANT CREATE ON SCHEMA app TO READER;
      GRANT USAGE ON SCHEMA app TO PUBLIC;
      GRANT SELECT ON app.egg_of_another TO READER;
      COMMENT ON SCHEMA app IS 'somebody else''s';
      ALTER DEFAULT PRIVILEGES IN SCHEMA app REVOKE SELECT ON TABLES FROM READER;
      ALTER DEFAULT PRIVILEGES IN SCHEMA app GRANT ALL ON SEQUENCES TO PUBLIC;
      ALTER TYPE app.address ADD ATTRIBUTE newer int;
      ALTER TABLE app.without_columns ADD COLUMN newer int;
      SELECT setval('app.cycling', -30), nextval('app.untouched'), setval('app.always_id_seq', 500);
      REFRESH MATERIALIZED VIEW app.unfilled;
      """;

  private final BackupBench bench = new BackupBench();
  private SampleApp app;
  private String reader;
  private String team;

  @BeforeEach
  void aNastyApp() throws SQLException, IOException {
    app = SampleApp.create();
    reader = "reader_of_" + app.owner();
    team = "team_of_" + app.owner();
    app.runAsSuperuser(
        "CREATE ROLE %1$s; CREATE ROLE %2$s; GRANT %2$s TO %3$s"
            .formatted(reader, team, app.owner()));
    app.run(withRoles(resource("nasty.sql")));
  }

  @AfterEach
  void noRoleStays() throws SQLException {
    app.runAsSuperuser(
        "DROP OWNED BY %1$s, %2$s CASCADE; DROP ROLE %1$s; DROP ROLE %2$s".formatted(reader, team));
  }

  @Test
  void makesEverythingWhatItWas() throws Exception {
    var rows = app.hashes();
    var structure = app.structure();
    var sequences = sequences();
    bench.backUp(app);
    app.run("CREATE TABLE app.egg_of_another (id int)");
    app.run(withRoles(DAMAGE));

    bench.restore(app);

    assertThat(app.structure()).isEqualTo(structure);
    assertThat(app.hashes()).isEqualTo(rows);
    assertThat(sequences()).isEqualTo(sequences);
  }

  @Test
  void makesAnEmptyDatabaseTheSame() throws Exception {
    bench.backUp(app);
    var structure = app.structure();
    var rows = app.hashes();
    app.run("DROP VIEW app.over_elsewhere; DROP SCHEMA app CASCADE");

    bench.restore(app);

    assertThat(app.structure()).isEqualTo(structure);
    assertThat(app.hashes()).isEqualTo(rows);
  }

  @Test
  void leavesWhatIsOthersAlone() throws Exception {
    bench.backUp(app);
    app.run("INSERT INTO elsewhere.things VALUES (7); GRANT SELECT ON elsewhere.things TO " + team);
    app.run("INSERT INTO slipway.ledger VALUES ('r1')");
    var before = app.structureOf("elsewhere") + app.structureOf("slipway");
    var rows = app.hashes();

    bench.restore(app, Map.of(), "INSERT INTO slipway.ledger VALUES ('restore')");

    assertThat(app.structureOf("elsewhere") + app.structureOf("slipway")).isEqualTo(before);
    assertThat(app.hashes().get("elsewhere.things")).isEqualTo(rows.get("elsewhere.things"));
    assertThat(app.ask("SELECT string_agg(run, ',' ORDER BY run) FROM slipway.ledger"))
        .isEqualTo("r1,restore");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "CREATE RULE spy AS ON INSERT TO elsewhere.things DO ALSO INSERT INTO app.nodes VALUES (0)",
        "CREATE CAST (app.address AS text) WITH INOUT",
        "CREATE OPERATOR elsewhere.@@@ (rightarg = int, function = app.doubled)",
        "CREATE PUBLICATION news_of_the_app FOR TABLE app.nodes",
        "CREATE FUNCTION elsewhere.f() RETURNS bigint LANGUAGE sql RETURN (SELECT count(*) FROM app.nodes)",
        "CREATE VIEW elsewhere.v AS SELECT app.doubled(1)",
        "CREATE POLICY p ON elsewhere.things USING (id IN (SELECT id FROM app.nodes))"
      })
  void refusesToTakeAlongWhatItCouldNotBringBack(String hanger) throws Exception {
    bench.backUp(app);
    app.run("DELETE FROM app.child");
    app.run(hanger);
    var before = app.hashes();

    var refusal = Failures.of(() -> bench.restore(app));

    assertThat(refusal.code()).isEqualTo(FailureCode.DATABASE_REFUSED);
    assertThat(refusal).hasMessageContaining("hangs on schema app");
    assertThat(app.hashes()).isEqualTo(before);
  }

  @Test
  void refusesToTakeAnEventTriggerAlong() throws Exception {
    bench.backUp(app);
    app.run("CREATE FUNCTION app.watch() RETURNS event_trigger LANGUAGE plpgsql AS 'BEGIN END'");
    app.runAsSuperuser(
        "CREATE EVENT TRIGGER watching ON ddl_command_end EXECUTE FUNCTION app.watch()");

    var refusal = Failures.of(() -> bench.restore(app));
    app.runAsSuperuser("DROP EVENT TRIGGER watching");

    assertThat(refusal).hasMessageContaining("event trigger watching hangs on schema app");
  }

  private String sequences() throws SQLException {
    return app.ask(
        """
        SELECT string_agg(s || ' ' || (xpath('//row/*/text()', query_to_xml(
                 format('SELECT last_value, is_called FROM %s', s), true, true, '')))::text, ', ' ORDER BY s)
          FROM (SELECT format('%I.%I', schemaname, sequencename) AS s
                  FROM pg_sequences WHERE schemaname = 'app') AS sequence
        """);
  }

  private String withRoles(String sql) {
    return sql.replace("READER", reader).replace("TEAM", team);
  }

  private static String resource(String name) throws IOException {
    try (var sql = requireNonNull(RestoreInPlaceIT.class.getResourceAsStream(name), name)) {
      return new String(sql.readAllBytes(), UTF_8);
    }
  }
}
