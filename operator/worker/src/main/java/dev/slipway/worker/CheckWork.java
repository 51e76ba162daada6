package dev.slipway.worker;

import dev.slipway.engine.EngineException;
import dev.slipway.engine.FailureCode;
import dev.slipway.engine.apply.MigrationSettings;
import dev.slipway.engine.apply.Standing;
import dev.slipway.engine.check.AppChecks;
import dev.slipway.engine.check.Expectation;
import dev.slipway.engine.check.PageCheck;
import dev.slipway.engine.check.PageRequest;
import dev.slipway.engine.check.QueryCheck;
import dev.slipway.engine.check.Verdict;
import dev.slipway.engine.check.Verdicts;
import dev.slipway.engine.database.Sessions;
import dev.slipway.engine.database.SqlFailure;
import dev.slipway.engine.database.Transaction;
import dev.slipway.engine.file.Digest;
import dev.slipway.engine.file.MigrationFileReader;
import dev.slipway.engine.order.CheckOrder;
import dev.slipway.engine.order.CheckOrder.HttpProbe;
import dev.slipway.engine.order.CheckOrder.SqlProbe;
import dev.slipway.engine.order.Checked;
import dev.slipway.engine.order.StoreAccess;
import dev.slipway.engine.order.WorkReport;
import dev.slipway.engine.preset.AppFacts;
import dev.slipway.engine.progress.ProgressSink;
import dev.slipway.engine.storage.TemporaryFolder;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds out whether an app is well; reads only. */
record CheckWork(CheckOrder order, ProgressSink progress) {
  private static final String RELEASED = "released";

  WorkReport carryOut() {
    var sessions = new Sessions(Credentials.login(order.database()));
    var verdicts =
        new AppChecks(sessions, order.database().schema(), progress)
            .make(
                order.health(),
                order.http().stream().map(CheckWork::page).toList(),
                order.sql().stream().map(CheckWork::query).toList());
    var standing = standing(sessions);
    var passed = with(standing.map(CheckWork::verdict), verdicts).requirePassed();
    requireVersion(sessions);
    return WorkReport.done(
        "all checks were passed" + standing.map(CheckWork::noted).orElse(""), new Checked(passed));
  }

  private static Verdicts with(Optional<Verdict> another, Verdicts verdicts) {
    return new Verdicts(Stream.concat(verdicts.all().stream(), another.stream()).toList());
  }

  private static Verdict verdict(Standing standing) {
    return standing.amiss().isEmpty()
        ? new Verdict.Passed(RELEASED)
        : new Verdict.Failed(RELEASED, Some.of(standing.amiss()));
  }

  private static String noted(Standing standing) {
    return standing.noted().isEmpty()
        ? ""
        : "; the app has changed what came: " + Some.of(standing.noted());
  }

  /** Whether what was released is there still, after the app has started on it. */
  private Optional<Standing> standing(Sessions sessions) {
    var released = order.released();
    var releases = order.releases();
    if (released == null) {
      return Optional.empty();
    }
    try (var session = sessions.open();
        var _ = Transaction.begin(session);
        var scratch = TemporaryFolder.create()) {
      return Optional.of(
          Standing.of(
              session,
              settings(),
              Attempts.of(order.step()),
              released,
              releases == null ? null : () -> file(Digest.parse(released), releases, scratch)));
    } catch (SQLException e) {
      throw SqlFailure.of(e, sessions.login().inWords());
    }
  }

  private MigrationSettings settings() {
    var app = order.app();
    return app == null
        ? MigrationSettings.of(order.database().schema())
        : new KnownApp(app).settings(order.database(), true, List.of());
  }

  private MigrationFileReader file(Digest digest, StoreAccess releases, TemporaryFolder scratch) {
    try (var store = new ReleasesStore(releases, progress)) {
      return MigrationFileReader.open(store.fetch(digest, scratch.path()), digest);
    }
  }

  /** An image that is newer than the backup upgrades the database at its start. */
  private void requireVersion(Sessions sessions) {
    var wanted = order.appVersion();
    if (wanted == null || order.app() == null) {
      return;
    }
    var known = new KnownApp(order.app());
    try (var session = sessions.open()) {
      var facts = AppFacts.read(session, order.database().schema(), known.preset(), known.naming());
      if (facts.version() != null && !wanted.equals(facts.version())) {
        throw new EngineException(
            FailureCode.VERSIONS_DIFFER,
            "the backup is of version %s of the app, and its database is of version %s now: the image that was started is another one; start the backup's version, and restore anew"
                .formatted(wanted, facts.version()));
      }
    } catch (SQLException e) {
      throw SqlFailure.of(e, sessions.login().inWords());
    }
  }

  private static PageCheck page(HttpProbe probe) {
    var credentials = probe.credentials();
    var login = credentials == null ? null : Credentials.login(credentials);
    return new PageCheck(
        probe.name(),
        new PageRequest(probe.url(), probe.headers(), login),
        probe.expectStatus(),
        probe.expectBody());
  }

  static QueryCheck query(SqlProbe probe) {
    return new QueryCheck(probe.name(), probe.query(), new Expectation(probe.expect()));
  }
}
