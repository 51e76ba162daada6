package dev.slipway.engine.order;

/** Keep what an app's configuration is now: what it is compared with from now on. */
public record BaselineOrder(
    int formatVersion, RunStep step, DatabaseAccess database, AppKnowledge app)
    implements WorkOrder {}
