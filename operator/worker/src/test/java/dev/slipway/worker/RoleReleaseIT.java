package dev.slipway.worker;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.engine.order.Applied;
import dev.slipway.engine.order.BackedUp;
import dev.slipway.engine.order.Baselined;
import dev.slipway.engine.order.Built;
import dev.slipway.engine.order.CheckOrder;
import dev.slipway.engine.order.Checked;
import dev.slipway.engine.order.DriftCheck;
import dev.slipway.engine.order.Fenced;
import dev.slipway.engine.order.Observation;
import dev.slipway.engine.order.Previewed;
import dev.slipway.engine.order.Restored;
import dev.slipway.engine.order.Undone;
import dev.slipway.testkit.postgres.Database;
import dev.slipway.testkit.postgres.PostgresServer;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a worker does to a database that belongs to a role for releases, behind its fence. */
class RoleReleaseIT {
  private static final String TABLES =
      "CREATE TABLE pages (name text PRIMARY KEY, body text%s);"
          + "CREATE TABLE orders (id serial PRIMARY KEY, amount int);";
  private static final String NEW =
      "CREATE TYPE mood AS ENUM ('good', 'bad'); CREATE TABLE tags (name text PRIMARY KEY, m mood);"
          + "CREATE VIEW titles AS SELECT name FROM tags; INSERT INTO tags VALUES ('a', 'good');";
  private static final String RULES =
      "{\"tables\": [{\"tables\": [\"pages\", \"tags\"], \"rule\": \"Overwrite\"}]}";

  /** Tables, sequences, views, types and schemas of ours and the app's, less what is the app's. */
  private static final String OF_OTHERS =
      """
      SELECT count(*) FROM (
        SELECT relowner FROM pg_class WHERE relnamespace::regnamespace::text ~ '^(public|slipway)'
        UNION ALL
        SELECT typowner FROM pg_type WHERE typnamespace::regnamespace::text ~ '^(public|slipway)'
        UNION ALL
        SELECT nspowner FROM pg_namespace WHERE nspname ~ '^(public|slipway)') AS things (owner)
       WHERE owner <> '%s'::regrole
      """;

  private final WorkerBench bench = new WorkerBench();
  private Database app;
  private Database release;
  private String file;

  @BeforeEach
  void aTargetOfARoleForReleases() {
    var source =
        WorkerBench.database(
            TABLES.formatted(", title text")
                + NEW
                + "INSERT INTO pages VALUES ('home', 'new', 'Home')");
    file = bench.done(bench.build(source, RULES), Built.class).file();
    app =
        WorkerBench.database(
            TABLES.formatted("")
                + "INSERT INTO pages VALUES ('home', 'old'); INSERT INTO orders VALUES (1, 5)");
    var role = app.user() + "_release";
    administer("CREATE ROLE %s LOGIN PASSWORD 'of the release'".formatted(role));
    administer("GRANT %s TO %s".formatted(app.user(), role));
    administer("ALTER DATABASE %s OWNER TO %s".formatted(app.name(), role));
    administer("GRANT CREATE ON DATABASE %s TO %s".formatted(app.name(), app.user()));
    administer("ALTER SCHEMA public OWNER TO " + app.user());
    release = app.as(role, "of the release");
    bench.releasing(app.user());
  }

  @Test
  void allThatAReleaseDoesIsDoneWhileTheAppIsShutOut() throws SQLException {
    bench.done(bench.observe(release, "crm.crm-prod", DriftCheck.REPORT), Observation.class);
    bench.done(bench.preview(release, file), Previewed.class);
    bench.done(bench.fence(release, true), Fenced.class);
    assertThatThrownBy(app::connect).hasMessageContaining("permission denied");

    bench.done(bench.backUp(release, "b1"), BackedUp.class);
    bench.done(bench.apply(release, file), Applied.class);
    bench.done(bench.fence(release, false), Fenced.class);
    bench.done(
        bench.check(
            release,
            null,
            List.of(),
            List.of(new CheckOrder.SqlProbe("tags", "SELECT count(*) FROM tags", "1"))),
        Checked.class);
    bench.done(bench.keepBaseline(release), Baselined.class);

    WorkerBench.execute(
        app,
        "INSERT INTO tags VALUES ('b', 'bad'); ALTER TABLE tags ADD COLUMN text text;"
            + "ALTER TABLE pages DROP COLUMN title; DROP VIEW titles; DROP TABLE tags");
    assertThat(WorkerBench.ask(app, OF_OTHERS.formatted(app.user()))).isEqualTo("0");
  }

  @Test
  void itIsUndoneOrRestoredAndAllOfItIsStillTheApps() throws SQLException {
    bench.done(bench.fence(release, true), Fenced.class);
    var location = bench.done(bench.backUp(release, "b1"), BackedUp.class).location();
    var undo = requireNonNull(bench.done(bench.apply(release, file), Applied.class).undo());
    bench.done(bench.run("run-2").undo(release, "run-1", undo), Undone.class);
    bench.done(bench.run("run-3").restore(release, location), Restored.class);
    bench.done(bench.fence(release, false), Fenced.class);

    assertThat(WorkerBench.ask(app, "SELECT body FROM pages")).isEqualTo("old");
    assertThat(WorkerBench.ask(app, "SELECT to_regclass('public.tags')")).isEqualTo("null");
    assertThat(WorkerBench.ask(app, OF_OTHERS.formatted(app.user()))).isEqualTo("0");
    WorkerBench.execute(app, "INSERT INTO orders (id, amount) VALUES (2, 7); DROP TABLE pages");
  }

  @Test
  void aDatabaseThatIsTheAppsIsToldOfWhileTheAppIsOpen() throws SQLException {
    administer("ALTER DATABASE %s OWNER TO %s".formatted(app.name(), app.user()));

    var observed = bench.carryOut(bench.observe(release, "crm.crm-prod", DriftCheck.REPORT));
    var raised = bench.carryOut(bench.fence(release, true));

    for (var report : List.of(observed, raised)) {
      assertThat(report.reason()).isEqualTo("ReleaseRoleUnfit");
      assertThat(report.message()).contains("owns database", "ALTER DATABASE");
    }
    app.connect().close();
  }

  @Test
  void aRoleThatIsNoMemberOfTheAppsIsToldSo() {
    administer("REVOKE %s FROM %s".formatted(app.user(), release.user()));

    var observed = bench.carryOut(bench.observe(release, "crm.crm-prod", DriftCheck.REPORT));

    assertThat(observed.reason()).isEqualTo("ReleaseRoleUnfit");
    assertThat(observed.message())
        .contains("GRANT \"%s\" TO \"%s\"".formatted(app.user(), release.user()));
  }

  private void administer(String sql) {
    try (var session = PostgresServer.shared(WorkerBench.withClients()).superuser(app.name());
        var statement = session.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
