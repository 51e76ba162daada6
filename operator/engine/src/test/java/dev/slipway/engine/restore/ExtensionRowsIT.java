package dev.slipway.engine.restore;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.engine.FailureCode;
import dev.slipway.engine.backup.BackupBench;
import dev.slipway.engine.backup.SampleApp;
import dev.slipway.engine.client.PostgresClients;
import dev.slipway.engine.finding.Acceptance;
import dev.slipway.engine.progress.ProgressSink;
import dev.slipway.engine.store.Failures;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A table of an extension among the app's own, as PostGIS has one: its rows come back, or stay. */
class ExtensionRowsIT {
  private static final String ALL = "SELECT string_agg(name, ',' ORDER BY id) FROM app.systems";

  private final BackupBench bench = new BackupBench();
  private SampleApp app;

  @BeforeEach
  void anExtension() throws SQLException {
    app = SampleApp.create();
    extend(app);
  }

  @Test
  void aTableThatIsNotOursDoesNotStandInTheWay() throws SQLException {
    app.runAsSuperuser("INSERT INTO app.systems VALUES (101, 'added')");
    bench.backUp(app);
    app.run("DELETE FROM app.nodes");

    bench.restore(app);

    assertThat(app.ask("SELECT count(*) FROM app.nodes")).isEqualTo("100");
    assertThat(app.ask(ALL)).isEqualTo("brought,added");
  }

  @Test
  void rowsThatWeMayNotReplaceAreNamedAndStayWhereThatIsAccepted() throws SQLException {
    app.runAsSuperuser("INSERT INTO app.systems VALUES (101, 'added')");
    bench.backUp(app);
    app.runAsSuperuser("UPDATE app.systems SET name = 'newer' WHERE id = 101");
    app.run("DELETE FROM app.nodes");

    var refusal = Failures.of(() -> bench.restore(app));
    var untouched = app.ask("SELECT count(*) FROM app.nodes");
    restoreAccepting("extension-rows:app.systems");

    assertThat(refusal.code()).isEqualTo(FailureCode.RESTORE_UNSUITABLE);
    assertThat(refusal).hasMessageContaining("1 rows").hasMessageContaining("GRANT INSERT, DELETE");
    assertThat(untouched).isEqualTo("0");
    assertThat(app.ask("SELECT count(*) FROM app.nodes")).isEqualTo("100");
    assertThat(app.ask(ALL)).isEqualTo("brought,newer");
  }

  @Test
  void rowsThatWeMayReplaceComeBack() throws SQLException {
    app.runAsSuperuser("INSERT INTO app.systems VALUES (101, 'added')");
    bench.backUp(app);
    app.runAsSuperuser("INSERT INTO app.systems VALUES (102, 'newer')");
    app.runAsSuperuser("GRANT INSERT, DELETE ON app.systems TO " + app.owner());

    bench.restore(app);

    assertThat(app.ask(ALL)).isEqualTo("brought,added");
  }

  @Test
  void whereNobodyAddedARowTheExtensionNeedNotHaveTheTable() throws SQLException {
    bench.backUp(app);
    var target = SampleApp.empty();

    bench.restore(target);

    assertThat(target.hashes()).containsKey("app.nodes");
    assertThat(app.hashes()).containsAllEntriesOf(target.hashes());
  }

  private void restoreAccepting(String finding) {
    bench
        .restoreWith(PostgresClients.installed())
        .restore(
            new RestoreRequest(
                BackupBench.LOCATION,
                Map.of(),
                RestoreStatements.NONE,
                RestoreTerms.PLAIN.withAccept(List.of(new Acceptance(finding, "a test")))),
            app.sessions(),
            ProgressSink.NONE);
  }

  /** As an extension's script would: one row is its own, and others may be added. */
  private static void extend(SampleApp app) throws SQLException {
    app.runAsSuperuser(
        """
        CREATE EXTENSION citext SCHEMA app;
        CREATE TABLE app.systems (id int PRIMARY KEY, name text);
        INSERT INTO app.systems VALUES (1, 'brought');
        GRANT SELECT ON app.systems TO PUBLIC;
        ALTER EXTENSION citext ADD TABLE app.systems;
        UPDATE pg_extension SET extconfig = ARRAY['app.systems'::regclass],
                                extcondition = ARRAY['WHERE id > 100'] WHERE extname = 'citext'
        """);
  }
}
