package dev.slipway.controllers.restore;

import dev.slipway.api.environment.Fence;
import dev.slipway.controllers.work.EnvironmentAccess;
import dev.slipway.engine.order.Accepted;
import dev.slipway.engine.order.RestoreOrder;
import dev.slipway.engine.order.RunStep;
import dev.slipway.engine.order.WorkOrder;
import java.util.List;

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
                accepted())
            .into(seen.isIndependent(), seen.isSilenced());
    return place.store() == null
        ? order
        : order.from(
            place.store(), seen.isIndependent() ? null : seen.spec().acceptDataLossSince());
  }

  /** Where people want no fence, they answer for whoever is still connected. */
  private List<Accepted> accepted() {
    var target = seen.target().getSpec();
    return target.quiesce().fence() == Fence.NONE
        ? List.of(Accepted.sessions(target.database().name(), "quiesce.fence is None"))
        : List.of();
  }
}
