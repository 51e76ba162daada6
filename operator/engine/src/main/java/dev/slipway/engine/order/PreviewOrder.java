package dev.slipway.engine.order;

/**
 * Find out what a migration file would do to a database, and keep that in the releases store.
 *
 * @param file the digest that names the file
 * @param destructive whether structure may change in ways that lose data
 */
public record PreviewOrder(
    int formatVersion,
    RunStep step,
    DatabaseAccess database,
    StoreAccess releases,
    String file,
    boolean destructive)
    implements WorkOrder {}
