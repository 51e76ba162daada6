package dev.slipway.engine.order;

import java.time.Instant;

/**
 * A backup that was found whole.
 *
 * @param rows of all tables: as the manifest says, and for Scratch as they were counted
 * @param entries of its storage archives, likewise
 * @param assertions that held; 0 where none were made
 * @param seconds that it took
 */
public record Verified(
    String location,
    ProofKind how,
    int tables,
    long rows,
    long entries,
    int assertions,
    long seconds,
    Instant verifiedAt)
    implements WorkResult {}
