package dev.slipway.controllers.work;

import dev.slipway.api.environment.AppEnvironmentSpec;
import dev.slipway.api.environment.DriftPolicy;
import dev.slipway.api.environment.Stage;
import dev.slipway.engine.order.DriftCheck;
import dev.slipway.engine.order.ObserveOrder;
import dev.slipway.engine.order.RunStep;
import dev.slipway.engine.order.WorkOrder;

/** What a worker is to look at in an environment, by the environment's own words. */
public record Sight(AppEnvironmentSpec spec) {
  /**
   * Whether anybody can tell what of the app is configuration. On development it is to change, so
   * nobody asks there.
   */
  public boolean knowsConfiguration() {
    return spec.stage() != Stage.DEVELOPMENT
        && (spec.preset() != null || spec.presetExtension() != null);
  }

  /** Whether changes of configuration are looked for. */
  public boolean watchesDrift() {
    return knowsConfiguration() && spec.driftPolicy() != DriftPolicy.IGNORE;
  }

  /** Whether a release waits until such changes are taken back. */
  public boolean blocksOnDrift() {
    return knowsConfiguration() && spec.driftPolicy() == DriftPolicy.BLOCK;
  }

  /** Also of what only has to be there: the pod names what it cannot mount. */
  public ObserveOrder order(RunStep step, EnvironmentAccess access, DriftCheck drift) {
    var scratch = spec.backups().scratch();
    if (scratch != null) {
      access.login("scratch", scratch.credentialsSecret());
    }
    return new ObserveOrder(
        WorkOrder.FORMAT_VERSION,
        step,
        access.database(),
        access.releases(),
        access.backups(),
        access.app(),
        access.variables(),
        watchesDrift() ? drift : DriftCheck.NONE);
  }
}
