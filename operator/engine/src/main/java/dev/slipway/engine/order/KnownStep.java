package dev.slipway.engine.order;

/**
 * A step that was reported done in a database before. Where its ledger does not know it, the
 * database was set back.
 *
 * @param digest of the file that was applied, or of the dump that was restored
 * @param token of the worker that did it; 0 where it is not known
 * @param reported when, in ISO 8601
 */
public record KnownStep(String run, String step, String digest, long token, String reported) {}
