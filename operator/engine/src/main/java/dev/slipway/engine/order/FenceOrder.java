package dev.slipway.engine.order;

/** Raise the fence of a database, or lower it. */
public record FenceOrder(int formatVersion, RunStep step, DatabaseAccess database, boolean raised)
    implements WorkOrder {}
