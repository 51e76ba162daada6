package dev.slipway.engine.order;

/** Look at an environment's database and stores, and change nothing but the stores' probe. */
public record ObserveOrder(
    int formatVersion,
    RunStep step,
    DatabaseAccess database,
    StoreAccess releases,
    StoreAccess backups)
    implements WorkOrder {}
