package dev.slipway.engine.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.slipway.engine.EngineException;
import dev.slipway.engine.FailureCode;
import dev.slipway.engine.store.Failures;
import dev.slipway.testkit.Await;
import dev.slipway.testkit.Secrets;
import dev.slipway.testkit.postgres.PostgresServer;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What a database has comes along, or the backup is refused beforehand with the name of it. */
class SourceIT {
  private final BackupBench bench = new BackupBench();

  @Test
  void aTableThatTheRoleMayNotReadIsNamed() throws Exception {
    var app = SampleApp.create();
    app.runAsSuperuser("CREATE TABLE app.\"Hidden\" (id int); CREATE SEQUENCE app.secret_number");

    var refused = refusal(app);

    assertThat(refused.code()).isEqualTo(FailureCode.DATABASE_REFUSED);
    assertThat(refused).hasMessageContaining("app.\"Hidden\", app.secret_number; grant it SELECT");
  }

  @Test
  void aSchemaThatTheRoleMayNotUseIsNamed() throws Exception {
    var app = SampleApp.create();
    var password = Secrets.random();
    var role = app.owner() + "_reader";
    app.runAsSuperuser("CREATE ROLE %s LOGIN PASSWORD '%s'".formatted(role, password));

    var refused = refusal(app.as(role, password));

    assertThat(refused.code()).isEqualTo(FailureCode.DATABASE_REFUSED);
    assertThat(refused).hasMessageContaining("the schema app; grant it USAGE");
  }

  @Test
  void aRoleThatMayReadEverythingIsEnough() throws Exception {
    var app = SampleApp.create();
    var password = Secrets.random();
    var role = app.owner() + "_backup";
    app.runAsSuperuser(
        """
        CREATE ROLE %1$s LOGIN PASSWORD '%2$s';
        GRANT USAGE ON SCHEMA app TO %1$s;
        GRANT SELECT ON ALL TABLES IN SCHEMA app TO %1$s;
        GRANT SELECT ON ALL SEQUENCES IN SCHEMA app TO %1$s
        """
            .formatted(role, password));
    var before = app.hashes();

    var manifest = bench.backUp(app.as(role, password));
    app.run("DELETE FROM app.nodes");
    bench.restore(app);

    assertThat(manifest.database().roles()).containsExactly(role);
    assertThat(app.hashes()).isEqualTo(before);
  }

  @Test
  void aMissingSchemaIsNamed() throws Exception {
    var refused = refusal(SampleApp.empty());

    assertThat(refused.code()).isEqualTo(FailureCode.SCHEMA_MISSING);
    assertThat(refused).hasMessageContaining("has no schema app");
  }

  @Test
  void rowsThatAPolicyHidesFromTheRoleAreNotLeftOut() throws Exception {
    var app = SampleApp.create();
    app.run(
        """
        ALTER TABLE app.customers ENABLE ROW LEVEL SECURITY;
        ALTER TABLE app.customers FORCE ROW LEVEL SECURITY;
        CREATE POLICY few ON app.customers USING (id < 3)
        """);

    var refused = refusal(app);

    assertThat(refused.code()).isEqualTo(FailureCode.DATABASE_REFUSED);
    assertThat(refused)
        .hasMessageContaining("rows of app.customers")
        .hasMessageContaining("BYPASSRLS");
  }

  @Test
  void aPolicyForOthersIsNoHindrance() throws Exception {
    var app = SampleApp.create();
    app.run(
        """
        ALTER TABLE app.customers ENABLE ROW LEVEL SECURITY;
        CREATE POLICY few ON app.customers USING (id < 3)
        """);
    var before = app.hashes();

    bench.backUp(app);
    app.run("DELETE FROM app.customers");
    bench.restore(app);

    assertThat(app.hashes()).isEqualTo(before);
    assertThat(app.ask("SELECT count(*) FROM pg_policies WHERE policyname = 'few'")).isEqualTo("1");
  }

  @Test
  void largeObjectsOfTheAppAreRefusedByNumber() throws Exception {
    var app = SampleApp.create();
    var number = app.ask("SELECT lo_from_bytea(0, 'large')");

    var refused = refusal(app);

    assertThat(refused.code()).isEqualTo(FailureCode.STRUCTURE_UNSUPPORTED);
    assertThat(refused).hasMessageContaining("large objects").hasMessageContaining(number + " of ");
  }

  @Test
  void largeObjectsOfOthersAreTheirBusiness() throws Exception {
    var app = SampleApp.create();
    app.runAsSuperuser("SELECT lo_from_bytea(0, 'large')");

    assertThat(bench.backUp(app).database().entries()).isPositive();
  }

  @Test
  void rowsOfUnloggedTablesAndViewsThatKeepTheirsComeAlong() throws Exception {
    var app = SampleApp.create();
    app.run(
        """
        CREATE UNLOGGED TABLE app.quick AS SELECT i FROM generate_series(1, 70) i;
        CREATE MATERIALIZED VIEW app.of_quick AS SELECT count(*) FROM app.quick
        """);
    var before = app.hashes();

    var manifest = bench.backUp(app);
    app.run("DELETE FROM app.quick");
    bench.restore(app);

    assertThat(manifest.database().tables())
        .extracting(TableRows::table, TableRows::rows)
        .contains(tuple("quick", 70L));
    assertThat(app.hashes()).isEqualTo(before);
  }

  @Test
  void itsManifestNamesTheExtensionsThatARestoreNeeds() throws Exception {
    var app = SampleApp.create();
    app.runAsSuperuser(
        """
        CREATE EXTENSION citext SCHEMA public;
        CREATE EXTENSION hstore SCHEMA public;
        CREATE EXTENSION pgcrypto SCHEMA public
        """);
    app.run(
        "CREATE TABLE app.mails (mail public.citext, salt text DEFAULT public.gen_salt('md5'))");

    var needed = bench.backUp(app).database().extensions();

    assertThat(needed).extracting(NeededExtension::name).containsExactly("citext", "pgcrypto");
    assertThat(needed.getFirst().version())
        .isEqualTo(app.ask("SELECT extversion FROM pg_extension WHERE extname = 'citext'"));
  }

  @Test
  void aStandbyIsAsGoodASource() throws Exception {
    try (var primary = PostgresServer.start(SampleApp.withClients())) {
      var app = SampleApp.on(primary);
      try (var standby = primary.startStandby()) {
        app.run(SampleApp.sample());
        var reader = caughtUp(app.at(standby), "app.totals");

        bench.backUp(reader);
        var before = app.hashes();
        app.run("DELETE FROM app.customers");
        bench.restore(app);

        assertThat(app.hashes()).isEqualTo(before);
      }
    }
  }

  @Test
  void aStandbyWithUnloggedTablesIsRefusedWithTheirNames() throws Exception {
    try (var primary = PostgresServer.start(SampleApp.withClients())) {
      var app = SampleApp.on(primary);
      try (var standby = primary.startStandby()) {
        app.run("CREATE SCHEMA app; CREATE UNLOGGED TABLE app.quick (id int)");
        var reader = caughtUp(app.at(standby), "app.quick");

        var refused = refusal(reader);

        assertThat(refused.code()).isEqualTo(FailureCode.STRUCTURE_UNSUPPORTED);
        assertThat(refused).hasMessageContaining("unlogged app.quick; back up the primary");
      }
    }
  }

  private static SampleApp caughtUp(SampleApp standby, String with) {
    Await.until(
        "the standby to have " + with,
        Duration.ofSeconds(30),
        () -> {
          try {
            return standby
                .ask("SELECT coalesce(to_regclass('%s')::text, '')".formatted(with))
                .equals(with);
          } catch (SQLException e) {
            throw new IllegalStateException(e);
          }
        });
    return standby;
  }

  private EngineException refusal(SampleApp app) {
    var refused = Failures.of(() -> bench.backUp(app));
    assertThat(bench.store().list("")).isEmpty();
    return refused;
  }
}
