package dev.slipway.engine.order;

/**
 * Take one backup or checkpoint away for good, with what other tries at it have left.
 *
 * @param location where it lies in its store
 */
public record RemoveOrder(int formatVersion, RunStep step, StoreAccess backups, String location)
    implements WorkOrder {}
