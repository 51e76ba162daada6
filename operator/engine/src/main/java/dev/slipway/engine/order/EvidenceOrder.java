package dev.slipway.engine.order;

import java.util.List;

/**
 * Find out whether a file is proven in environments of other clusters, by what these wrote to the
 * releases store.
 *
 * @param app that the file is of
 * @param file the digest that names it
 */
public record EvidenceOrder(
    int formatVersion,
    RunStep step,
    StoreAccess releases,
    String app,
    String file,
    List<Wanted> wanted)
    implements WorkOrder {
  public EvidenceOrder {
    wanted = List.copyOf(wanted);
  }

  /**
   * @param environment namespace.name of an environment that has to have proven it
   * @param soakSeconds for how long at least
   */
  public record Wanted(String environment, long soakSeconds) {}
}
