package dev.slipway.engine.order;

/** What a worker saw of a database. */
public record Observation(
    String serverVersion, String systemIdentifier, long databaseOid, long databaseBytes, int tables)
    implements WorkResult {}
