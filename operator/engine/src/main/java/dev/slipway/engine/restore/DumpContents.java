package dev.slipway.engine.restore;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.slipway.engine.EngineException;
import dev.slipway.engine.FailureCode;
import dev.slipway.engine.client.ClientProcess;
import dev.slipway.engine.client.PostgresClient;
import dev.slipway.engine.packing.PackedDownload;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;

/** What a dump holds, in the order in which it is restored. */
record DumpContents(List<DumpEntry> entries) {
  private static final Set<String> RELATIONS =
      Set.of("TABLE", "INDEX", "CONSTRAINT", "SEQUENCE", "VIEW", "MATERIALIZED VIEW");

  DumpContents {
    entries = List.copyOf(entries);
  }

  /** How many of them a server keeps as a relation of their own. */
  long relations() {
    return entries.stream().filter(it -> RELATIONS.contains(it.kind())).count();
  }

  /** Reads no more of the dump than its beginning, where its contents are listed. */
  static DumpContents read(PostgresClient client, PackedDownload download) {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor();
        var pgRestore = ClientProcess.start(client.program("pg_restore"), List.of("--list"))) {
      var feeding = Feeding.start(download, pgRestore, threads);
      var entries = entries(pgRestore);
      // first, since what it says explains what pg_restore makes of it
      Feeding.await(feeding);
      if (!pgRestore.succeeds()) {
        throw pgRestore.failure(FailureCode.BACKUP_DAMAGED);
      }
      return new DumpContents(entries);
    }
  }

  private static List<DumpEntry> entries(ClientProcess pgRestore) {
    try (var lines = new BufferedReader(new InputStreamReader(pgRestore.output(), UTF_8))) {
      return lines.lines().map(DumpEntry::parse).flatMap(Optional::stream).toList();
    } catch (IOException e) {
      throw new EngineException(FailureCode.CLIENT_FAILED, "the list of pg_restore broke", e);
    }
  }
}
