package dev.slipway.engine.order;

/**
 * What a migration would do, in short.
 *
 * @param preview the digest of the preview: what an approval names
 * @param location the whole of it in the releases store
 * @param statements that change the structure
 */
public record Previewed(
    String preview,
    String location,
    long added,
    long changed,
    long removed,
    long kept,
    int statements)
    implements WorkResult {}
