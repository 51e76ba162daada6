package dev.slipway.engine.store;

/** An object that is there. */
public record StoredObject(String key, long bytes) {}
