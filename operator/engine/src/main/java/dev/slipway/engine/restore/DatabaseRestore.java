package dev.slipway.engine.restore;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import dev.slipway.engine.EngineException;
import dev.slipway.engine.FailureCode;
import dev.slipway.engine.backup.BackedUpDatabase;
import dev.slipway.engine.client.ClientProcess;
import dev.slipway.engine.client.PostgresClient;
import dev.slipway.engine.client.PostgresClients;
import dev.slipway.engine.database.DatabaseLogin;
import dev.slipway.engine.packing.Identities;
import dev.slipway.engine.packing.PackedDownload;
import dev.slipway.engine.progress.ProgressSink;
import dev.slipway.engine.store.ObjectStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executors;

/**
 * Replaces an app's schemas by those of a dump, in one transaction of one psql. COMMIT is said only
 * when pg_restore has succeeded and the dump was read to its end and found intact: psql by itself
 * would take a script that is cut for a whole one.
 */
final class DatabaseRestore {
  private static final String CLEAR_SCHEMA = resource("clear-schema.sql");
  private static final String BEGIN =
      """
      BEGIN ISOLATION LEVEL READ COMMITTED;
      SET LOCAL lock_timeout = '30s';
      SET LOCAL search_path = '';
      """;

  private final ObjectStore store;
  private final PostgresClients clients;
  private final Identities identities;
  private final DatabaseLogin login;

  DatabaseRestore(
      ObjectStore store, PostgresClients clients, Identities identities, DatabaseLogin login) {
    this.store = store;
    this.clients = clients;
    this.identities = identities;
    this.login = login;
  }

  /**
   * Runs the restore.
   *
   * @param serverMajor of the database that takes the backup in
   * @param statements what else the session does
   */
  void run(
      String location,
      BackedUpDatabase backup,
      int serverMajor,
      RestoreStatements statements,
      ProgressSink progress) {
    var client = clients.forMajor(backup.client());
    // closed from the end: the programs first, so that nothing waits for them any more
    try (var download = new PackedDownload(store, location, backup.file(), identities, progress);
        var threads = Executors.newVirtualThreadPerTaskExecutor();
        var psql = psql(client);
        var pgRestore = pgRestore(client, backup.schemas())) {
      var feeding = CompletableFuture.runAsync(() -> feed(download, pgRestore), threads);
      boolean saidCommit = false;
      try (var script = psql.input()) {
        script.say(beginning(statements, backup.schemas()));
        new RestoreScript(pgRestore.output(), serverMajor).copyTo(script);
        if (script.isWanted()) {
          requireWhole(feeding, download, pgRestore);
          script.say("\n" + statements.last() + "\n;\nCOMMIT;\n");
          saidCommit = true;
        }
      }
      if (!psql.succeeds() || !saidCommit) {
        throw psql.failure(codeOf(psql.exitStatus(), saidCommit));
      }
    } catch (IOException e) {
      throw new EngineException(FailureCode.CLIENT_FAILED, "the script of pg_restore broke", e);
    }
  }

  private ClientProcess psql(PostgresClient client) {
    var arguments =
        List.of(
            "--no-psqlrc",
            "--quiet",
            "--no-password",
            "--set=ON_ERROR_STOP=1",
            "--set=VERBOSITY=terse",
            "--set=SHOW_CONTEXT=never",
            "--file=-");
    return ClientProcess.start(client.program("psql"), arguments, login, Redirect.DISCARD);
  }

  private static ClientProcess pgRestore(PostgresClient client, List<String> schemas) {
    var arguments = new ArrayList<>(List.of("--no-owner", "--file=-"));
    // named, the schemas themselves are not created: they are there, and only emptied
    schemas.forEach(it -> arguments.add("--schema=" + it));
    return ClientProcess.start(client.program("pg_restore"), arguments);
  }

  private static void feed(PackedDownload download, ClientProcess pgRestore) {
    try (var input = pgRestore.input()) {
      download.copyTo(input);
    }
  }

  private static void requireWhole(
      CompletableFuture<Void> feeding, PackedDownload download, ClientProcess pgRestore) {
    try {
      feeding.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof EngineException known) {
        throw known;
      }
      throw e;
    }
    download.requireIntact();
    if (!pgRestore.succeeds()) {
      throw pgRestore.failure(FailureCode.CLIENT_FAILED);
    }
  }

  private static String beginning(RestoreStatements statements, List<String> schemas) {
    var script = new StringBuilder(statements.before()).append(";\n").append(BEGIN);
    script.append(statements.first()).append(";\n");
    for (var schema : schemas) {
      var literal = "'" + schema.replace("'", "''") + "'";
      script
          .append("SELECT pg_catalog.set_config('slipway.schema', ")
          .append(literal)
          .append(", true);\n")
          .append(CLEAR_SCHEMA);
    }
    return script.toString();
  }

  /** psql ends with 3 for a statement that was refused, and with 2 for a session that was lost. */
  private static FailureCode codeOf(int exitStatus, boolean saidCommit) {
    return switch (exitStatus) {
      case 3 -> FailureCode.DATABASE_REFUSED;
      case 2 -> saidCommit ? FailureCode.RESTORE_UNCERTAIN : FailureCode.CONNECTION_LOST;
      default -> saidCommit ? FailureCode.RESTORE_UNCERTAIN : FailureCode.CLIENT_FAILED;
    };
  }

  private static String resource(String name) {
    try (var sql = requireNonNull(DatabaseRestore.class.getResourceAsStream(name), name)) {
      return new String(sql.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
