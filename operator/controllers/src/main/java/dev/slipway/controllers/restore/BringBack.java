package dev.slipway.controllers.restore;

import dev.slipway.controllers.work.EnvironmentAccess;
import dev.slipway.engine.order.RestoreOrder;
import dev.slipway.engine.order.RunStep;
import dev.slipway.engine.order.WorkOrder;

/** The order that brings the backup back. The same order, as a question, is asked before. */
record BringBack(RestoreView seen, RestoredClaims claims) {
  RestoreOrder order(RunStep step, EnvironmentAccess access) {
    var place = BackupPlace.of(seen, access);
    var order =
        new RestoreOrder(
                WorkOrder.FORMAT_VERSION,
                step,
                access.database(),
                access.readableBackups(),
                place.location(),
                claims.inBackup(),
                access.app(),
                access.acceptedSessions())
            .into(seen.isIndependent(), seen.isSilenced());
    return place.store() == null
        ? order
        : order.from(
            place.store(), seen.isIndependent() ? null : seen.spec().acceptDataLossSince());
  }
}
