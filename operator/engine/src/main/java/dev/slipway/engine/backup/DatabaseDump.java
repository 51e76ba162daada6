package dev.slipway.engine.backup;

import dev.slipway.engine.EngineException;
import dev.slipway.engine.FailureCode;
import dev.slipway.engine.client.ClientProcess;
import dev.slipway.engine.client.PostgresClient;
import dev.slipway.engine.database.DatabaseLogin;
import dev.slipway.engine.packing.PackedObject;
import dev.slipway.engine.packing.PackedUpload;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.ProcessBuilder.Redirect;
import java.util.ArrayList;
import java.util.List;

/**
 * Streams a dump of an app's schemas into a store. The object appears only when pg_dump succeeded,
 * and pg_restore could list what it wrote.
 */
public final class DatabaseDump {
  static final String NAME = "database.dump.zst";

  /** As much as a pipe holds. */
  private static final int CHUNK_BYTES = 64 * 1024;

  private final PostgresClient client;
  private final DatabaseLogin login;

  public DatabaseDump(PostgresClient client, DatabaseLogin login) {
    this.client = client;
    this.login = login;
  }

  /**
   * What was stored.
   *
   * @param entries of the archive's table of contents
   */
  public record Dumped(PackedObject file, long entries) {}

  /**
   * Dumps what a snapshot sees.
   *
   * @param snapshot of a session that stays open until pg_dump has begun
   */
  public Dumped write(List<String> schemas, String snapshot, PackedUpload upload) {
    try (var dump = start(schemas, snapshot);
        var listing = ArchiveListing.begin(client)) {
      copy(dump.output(), upload.clear(), listing);
      if (!dump.succeeds()) {
        throw dump.failure(FailureCode.CLIENT_FAILED);
      }
      long entries = listing.finish();
      return new Dumped(upload.complete(), entries);
    } catch (IOException e) {
      throw new EngineException(FailureCode.CLIENT_FAILED, "the stream of pg_dump broke", e);
    }
  }

  private static void copy(InputStream dump, OutputStream clear, ArchiveListing listing)
      throws IOException {
    var chunk = new byte[CHUNK_BYTES];
    int count = dump.read(chunk);
    while (count >= 0) {
      clear.write(chunk, 0, count);
      listing.take(chunk, count);
      count = dump.read(chunk);
    }
  }

  private ClientProcess start(List<String> schemas, String snapshot) {
    var arguments = new ArrayList<String>();
    arguments.addAll(List.of("--format=custom", "--compress=0", "--no-password"));
    arguments.addAll(List.of("--strict-names", "--snapshot=" + snapshot));
    schemas.forEach(schema -> arguments.add("--schema=" + literally(schema)));
    arguments.add("--exclude-schema=slipway*");
    return ClientProcess.start(client.program("pg_dump"), arguments, login, Redirect.PIPE);
  }

  /** In quotes nothing of a pattern is special, and no letter is folded. */
  private static String literally(String schema) {
    return "\"" + schema.replace("\"", "\"\"") + "\"";
  }
}
