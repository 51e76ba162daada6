package dev.slipway.worker;

import dev.slipway.engine.database.Sessions;
import dev.slipway.engine.drift.Configuration;
import dev.slipway.engine.drift.DriftWatch;
import dev.slipway.engine.order.BaselineOrder;
import dev.slipway.engine.order.Baselined;
import dev.slipway.engine.order.WorkReport;

/** Keeps what an app is configured to be now, so that changes of others show. */
record BaselineWork(BaselineOrder order) {
  WorkReport carryOut() {
    var sessions = new Sessions(Credentials.login(order.database()));
    var app = new KnownApp(order.app());
    var configuration =
        Configuration.read(sessions, order.database().schema(), app.preset(), app.naming());
    new DriftWatch(sessions, order.step().environment()).keep(configuration, order.step().run());
    return WorkReport.done(
        "the configuration of %s tables is compared with this from now on"
            .formatted(configuration.tables().size()),
        new Baselined(configuration.tables().size(), configuration.digest().toString()));
  }
}
