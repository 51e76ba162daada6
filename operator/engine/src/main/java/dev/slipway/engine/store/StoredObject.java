package dev.slipway.engine.store;

import java.time.Instant;

/**
 * An object that is there.
 *
 * @param written when, by the store's clock
 */
public record StoredObject(String key, long bytes, Instant written) {}
