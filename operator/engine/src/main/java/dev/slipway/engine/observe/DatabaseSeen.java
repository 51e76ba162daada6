package dev.slipway.engine.observe;

/** Which database it is, and how large. */
public record DatabaseSeen(
    String serverVersion,
    String systemIdentifier,
    long databaseOid,
    long databaseBytes,
    int tables) {}
