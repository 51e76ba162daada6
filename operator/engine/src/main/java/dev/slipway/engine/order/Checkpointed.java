package dev.slipway.engine.order;

import java.time.Instant;

/**
 * A checkpoint that was read back and found whole.
 *
 * @param location where it lies in its store
 * @param sha256 of what is stored: where it is not encrypted, equal for equal configurations
 * @param startedAt anything later is not in it
 */
public record Checkpointed(
    String location, String sha256, long bytes, Instant startedAt, Instant finishedAt)
    implements WorkResult {}
