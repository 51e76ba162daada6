package dev.slipway.worker;

import dev.slipway.engine.EngineException;
import dev.slipway.engine.FailureCode;
import dev.slipway.engine.check.AppChecks;
import dev.slipway.engine.check.Expectation;
import dev.slipway.engine.check.PageCheck;
import dev.slipway.engine.check.PageRequest;
import dev.slipway.engine.check.QueryCheck;
import dev.slipway.engine.database.Sessions;
import dev.slipway.engine.database.SqlFailure;
import dev.slipway.engine.order.CheckOrder;
import dev.slipway.engine.order.CheckOrder.HttpProbe;
import dev.slipway.engine.order.CheckOrder.SqlProbe;
import dev.slipway.engine.order.Checked;
import dev.slipway.engine.order.WorkReport;
import dev.slipway.engine.preset.AppFacts;
import dev.slipway.engine.progress.ProgressSink;
import java.sql.SQLException;

/** Finds out whether an app is well; reads only. */
record CheckWork(CheckOrder order, ProgressSink progress) {
  WorkReport carryOut() {
    var sessions = new Sessions(Credentials.login(order.database()));
    var passed =
        new AppChecks(sessions, order.database().schema(), progress)
            .make(
                order.health(),
                order.http().stream().map(CheckWork::page).toList(),
                order.sql().stream().map(CheckWork::query).toList())
            .requirePassed();
    requireVersion(sessions);
    return WorkReport.done("all checks were passed", new Checked(passed));
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
