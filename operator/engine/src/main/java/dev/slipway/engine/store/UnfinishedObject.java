package dev.slipway.engine.store;

import java.time.Instant;

/**
 * What somebody has begun to write and not completed: at work still, or dead.
 *
 * @param id tells it apart from others of the same key
 */
public record UnfinishedObject(String key, String id, Instant began) {}
