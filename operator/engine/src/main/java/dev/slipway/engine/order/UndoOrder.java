package dev.slipway.engine.order;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Take back what a release has changed, once, by the file that it kept for that.
 *
 * @param undone the run whose change is taken back
 * @param undo the file that it kept; absent: the ledger names it, and nothing may have been
 *     released or restored since
 * @param accept findings about this database that a person overrules
 */
public record UndoOrder(
    int formatVersion,
    RunStep step,
    DatabaseAccess database,
    StoreAccess backups,
    String undone,
    @Nullable UndoFile undo,
    List<Accepted> accept)
    implements WorkOrder {
  public UndoOrder {
    accept = List.copyOf(accept);
  }
}
