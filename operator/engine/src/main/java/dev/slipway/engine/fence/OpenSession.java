package dev.slipway.engine.fence;

/** A session of a database, as far as anybody may see it. */
public record OpenSession(int pid, String user, String application) {}
