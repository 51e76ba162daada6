package dev.slipway.engine.ledger;

import java.time.Instant;

/**
 * An entry of the ledger that somebody outside remembers. Where the ledger does not, the database
 * was set back.
 *
 * @param token of the worker that reported it; 0 where nobody remembers
 * @param reported when; a restore of ours that is later explains why the entry is missing
 */
public record KnownEntry(String run, String step, String digest, long token, Instant reported) {}
