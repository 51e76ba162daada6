package dev.slipway.worker;

import dev.slipway.engine.check.AppChecks;
import dev.slipway.engine.check.Expectation;
import dev.slipway.engine.check.PageCheck;
import dev.slipway.engine.check.PageRequest;
import dev.slipway.engine.check.QueryCheck;
import dev.slipway.engine.database.Sessions;
import dev.slipway.engine.order.CheckOrder;
import dev.slipway.engine.order.CheckOrder.HttpProbe;
import dev.slipway.engine.order.CheckOrder.SqlProbe;
import dev.slipway.engine.order.Checked;
import dev.slipway.engine.order.WorkReport;
import dev.slipway.engine.progress.ProgressSink;

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
    return WorkReport.done("all checks were passed", new Checked(passed));
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
