package dev.slipway.engine.backup;

import dev.slipway.engine.EngineException;
import dev.slipway.engine.FailureCode;
import dev.slipway.engine.client.ClientProcess;
import dev.slipway.engine.client.PostgresClient;
import dev.slipway.engine.database.DatabaseLogin;
import dev.slipway.engine.packing.PackedObject;
import dev.slipway.engine.packing.PackedUpload;
import dev.slipway.engine.progress.ProgressSink;
import dev.slipway.engine.store.ObjectStore;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.util.ArrayList;
import java.util.List;

/**
 * Streams a dump of an app's schemas into a store. The object appears only when pg_dump succeeded.
 */
public final class DatabaseDump {
  static final String NAME = "database.dump.zst";

  private final PostgresClient client;
  private final DatabaseLogin login;

  public DatabaseDump(PostgresClient client, DatabaseLogin login) {
    this.client = client;
    this.login = login;
  }

  /**
   * Dumps what a snapshot sees.
   *
   * @param snapshot of a session that stays open until pg_dump has begun
   */
  public PackedObject write(
      BackupRequest request, String snapshot, ObjectStore store, ProgressSink progress) {
    try (var upload =
            new PackedUpload(store, request.location(), NAME, request.sealing(), progress);
        var dump = start(request.schemas(), snapshot)) {
      dump.output().transferTo(upload.clear());
      if (!dump.succeeds()) {
        throw dump.failure(FailureCode.CLIENT_FAILED);
      }
      return upload.complete();
    } catch (IOException e) {
      throw new EngineException(FailureCode.CLIENT_FAILED, "the stream of pg_dump broke", e);
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
