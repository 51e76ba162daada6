package dev.slipway.engine.backup;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.slipway.engine.EngineException;
import dev.slipway.engine.FailureCode;
import dev.slipway.engine.client.ClientProcess;
import dev.slipway.engine.client.PostgresClient;
import dev.slipway.engine.client.ProgramInput;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * A dump's table of contents, which pg_restore lists while the dump is on its way: afterwards it
 * may be encrypted to somebody else. It stands at the front, and so the program ends early.
 */
final class ArchiveListing implements AutoCloseable {
  private final ClientProcess lister;
  private final ProgramInput input;
  private final CompletableFuture<Long> entries;

  private ArchiveListing(ClientProcess lister) {
    this.lister = lister;
    this.input = lister.input();
    this.entries = new CompletableFuture<>();
    Thread.ofVirtual().name("pg_restore-list").start(this::count);
  }

  static ArchiveListing begin(PostgresClient client) {
    return new ArchiveListing(ClientProcess.start(client.program("pg_restore"), List.of("--list")));
  }

  /** The next bytes of the dump. */
  void take(byte[] bytes, int count) {
    input.write(bytes, 0, count);
  }

  /** How many entries there are. Fails where pg_restore could not read them, or found none. */
  long finish() {
    input.close();
    if (!lister.succeeds()) {
      throw lister.failure(FailureCode.CLIENT_FAILED);
    }
    long found = entries.join();
    if (found == 0) {
      throw new EngineException(
          FailureCode.CLIENT_FAILED, "pg_restore finds nothing in what pg_dump wrote");
    }
    return found;
  }

  private void count() {
    try (var lines = new BufferedReader(new InputStreamReader(lister.output(), UTF_8))) {
      entries.complete(lines.lines().filter(it -> !it.isBlank() && !it.startsWith(";")).count());
    } catch (IOException | UncheckedIOException e) {
      entries.completeExceptionally(e);
    }
  }

  @Override
  public void close() {
    lister.close();
  }
}
