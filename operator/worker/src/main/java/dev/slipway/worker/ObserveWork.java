package dev.slipway.worker;

import dev.slipway.engine.database.Sessions;
import dev.slipway.engine.observe.DatabaseObserver;
import dev.slipway.engine.order.ObserveOrder;
import dev.slipway.engine.order.StoreAccess;
import dev.slipway.engine.order.WorkReport;
import dev.slipway.engine.store.StoreProbe;

/** Looks at a database and at both stores. */
record ObserveWork(ObserveOrder order) {
  WorkReport carryOut() {
    var sessions = new Sessions(Credentials.login(order.database()));
    var seen = new DatabaseObserver(sessions, order.database().schema()).observe();
    var step = order.step();
    var probe = "probe-" + step.environmentUid();
    probe(order.releases(), "environments/" + step.environment() + "/" + probe);
    probe(order.backups(), probe);
    return WorkReport.done("the database answers, and both stores can be written and read", seen);
  }

  private static void probe(StoreAccess access, String key) {
    try (var store = Credentials.store(access)) {
      new StoreProbe(store).run(key);
    }
  }
}
