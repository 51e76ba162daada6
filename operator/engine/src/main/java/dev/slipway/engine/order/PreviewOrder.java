package dev.slipway.engine.order;

import java.util.List;

/**
 * Find out what a migration file would do to a database, and keep that in the releases store.
 *
 * @param backups where the way back would be kept
 * @param file the digest that names the file
 * @param destructive whether structure may change in ways that lose data
 * @param accept findings about this database that a person overrules
 */
public record PreviewOrder(
    int formatVersion,
    RunStep step,
    DatabaseAccess database,
    StoreAccess releases,
    StoreAccess backups,
    AppKnowledge app,
    String file,
    boolean destructive,
    List<Accepted> accept)
    implements WorkOrder {
  public PreviewOrder {
    accept = List.copyOf(accept);
  }
}
