package dev.slipway.engine.backup;

import dev.slipway.engine.EngineException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** The rows of a snapshot, counted while it is dumped. */
final class RowCount implements AutoCloseable {
  private final DatabaseSnapshot snapshot;
  private final CompletableFuture<List<TableRows>> counting;

  private RowCount(DatabaseSnapshot snapshot, List<String> schemas) {
    this.snapshot = snapshot;
    this.counting =
        CompletableFuture.supplyAsync(
            () -> snapshot.rowsPerTable(schemas),
            task -> Thread.ofVirtual().name("row-count").start(task));
  }

  static RowCount begin(DatabaseSnapshot snapshot, List<String> schemas) {
    return new RowCount(snapshot, schemas);
  }

  List<TableRows> tables() {
    try {
      return counting.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof EngineException known) {
        throw known;
      }
      throw e;
    }
  }

  /** Ends a count that nobody waits for any more. The snapshot's session is free afterwards. */
  @Override
  public void close() {
    if (!counting.isDone()) {
      snapshot.stopCounting();
    }
    counting.exceptionally(_ -> List.of()).join();
  }
}
