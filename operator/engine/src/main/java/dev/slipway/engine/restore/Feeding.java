package dev.slipway.engine.restore;

import dev.slipway.engine.EngineException;
import dev.slipway.engine.client.ClientProcess;
import dev.slipway.engine.packing.PackedDownload;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;

/** Gives a program a dump to read while somebody else reads what it writes. */
final class Feeding {
  private Feeding() {}

  static CompletableFuture<Void> start(
      PackedDownload download, ClientProcess program, Executor threads) {
    return CompletableFuture.runAsync(() -> feed(download, program), threads);
  }

  /** Returns when the program has what it wants, and tells what kept it from having it. */
  static void await(CompletableFuture<Void> feeding) {
    try {
      feeding.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof EngineException known) {
        throw known;
      }
      throw e;
    }
  }

  private static void feed(PackedDownload download, ClientProcess program) {
    try (var input = program.input()) {
      download.copyTo(input);
    }
  }
}
