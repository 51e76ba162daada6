package dev.slipway.engine.order;

/**
 * Find out what a migration file would do to a database, and keep that in the releases store.
 *
 * @param file the digest that names the file
 */
public record PreviewOrder(
    int formatVersion, RunStep step, DatabaseAccess database, StoreAccess releases, String file)
    implements WorkOrder {}
