package dev.slipway.engine.order;

import java.util.List;

/**
 * Take away the backups of an environment that its policy does not keep.
 *
 * @param referred locations in the store that unfinished or recent releases refer to: these stay
 */
public record PruneOrder(
    int formatVersion,
    RunStep step,
    StoreAccess backups,
    Retention retention,
    List<String> referred)
    implements WorkOrder {
  public PruneOrder {
    referred = List.copyOf(referred);
  }
}
