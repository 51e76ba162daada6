package dev.slipway.engine.apply;

import static java.util.Objects.requireNonNullElse;

import java.io.IOException;
import java.sql.SQLException;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Has something done that takes its time and needs no session, while the transaction stays open: a
 * server ends one that says nothing for too long.
 */
record StayingAwake(TargetSession session) {
  private static final int SECONDS = 3;

  <T> T during(Callable<T> work) throws SQLException, IOException {
    try (var thread = Executors.newSingleThreadExecutor(Thread.ofPlatform().daemon().factory())) {
      var result = thread.submit(work);
      while (true) {
        try {
          return result.get(SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException _) {
          session.run("SELECT 1");
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while the undo file was kept", e);
    } catch (ExecutionException e) {
      throw failure(requireNonNullElse(e.getCause(), e));
    }
  }

  private static IOException failure(Throwable cause) {
    return switch (cause) {
      case IOException it -> it;
      case RuntimeException it -> throw it;
      case Error it -> throw it;
      default -> new IOException(cause);
    };
  }
}
