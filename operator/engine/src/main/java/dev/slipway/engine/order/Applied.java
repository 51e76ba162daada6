package dev.slipway.engine.order;

/**
 * What a migration did; the ledger of the database has it, too.
 *
 * @param preview the digest of the target as it was just before
 */
public record Applied(
    String file, String preview, long added, long changed, long removed, long kept)
    implements WorkResult {}
