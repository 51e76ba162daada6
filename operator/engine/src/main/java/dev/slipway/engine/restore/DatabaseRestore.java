package dev.slipway.engine.restore;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.slipway.engine.EngineException;
import dev.slipway.engine.FailureCode;
import dev.slipway.engine.backup.BackedUpDatabase;
import dev.slipway.engine.client.ClientProcess;
import dev.slipway.engine.client.PostgresClient;
import dev.slipway.engine.client.PostgresClients;
import dev.slipway.engine.client.ProgramInput;
import dev.slipway.engine.database.DatabaseLogin;
import dev.slipway.engine.packing.Identities;
import dev.slipway.engine.packing.PackedDownload;
import dev.slipway.engine.progress.ProgressSink;
import dev.slipway.engine.store.ObjectStore;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;

/**
 * Brings what was chosen of a dump back, in one transaction of one psql. COMMIT is said only when
 * pg_restore has succeeded and the dump was read to its end and found intact: psql by itself would
 * take a script that is cut for a whole one.
 */
final class DatabaseRestore {
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

  /** What a dump holds, by its own word. */
  DumpContents contents(String location, BackedUpDatabase backup, ProgressSink progress) {
    try (var download = download(location, backup, progress)) {
      return DumpContents.read(clients.forMajor(backup.client()), download);
    }
  }

  /** What a dump says of schemas, as a script; empty where nobody asks. */
  String described(
      String location,
      BackedUpDatabase backup,
      int serverMajor,
      DumpChoice choice,
      ProgressSink progress) {
    if (choice.entries().isEmpty()) {
      return "";
    }
    var client = clients.forMajor(backup.client());
    var list = choice.written();
    var script = new ByteArrayOutputStream();
    try (var download = download(location, backup, progress);
        var threads = Executors.newVirtualThreadPerTaskExecutor();
        var pgRestore =
            ClientProcess.start(client.program("pg_restore"), arguments(choice, list))) {
      var feeding = Feeding.start(download, pgRestore, threads);
      new RestoreScript(pgRestore.output(), serverMajor).copyTo(new ProgramInput(script));
      Feeding.await(feeding);
      if (!pgRestore.succeeds()) {
        throw pgRestore.failure(FailureCode.BACKUP_DAMAGED);
      }
      return script.toString(UTF_8);
    } catch (IOException e) {
      throw new EngineException(FailureCode.CLIENT_FAILED, "the script of pg_restore broke", e);
    } finally {
      delete(list);
    }
  }

  /**
   * Runs the restore.
   *
   * @param serverMajor of the database that takes the backup in
   * @param opening what is said before the script, {@code BEGIN} included
   * @param ending what is said after it and before {@code COMMIT}
   */
  void run(
      String location,
      BackedUpDatabase backup,
      int serverMajor,
      DumpChoice choice,
      String opening,
      String ending,
      ProgressSink progress) {
    var list = choice.written();
    try {
      run(location, backup, serverMajor, arguments(choice, list), opening, ending, progress);
    } finally {
      delete(list);
    }
  }

  private void run(
      String location,
      BackedUpDatabase backup,
      int serverMajor,
      List<String> arguments,
      String opening,
      String ending,
      ProgressSink progress) {
    var client = clients.forMajor(backup.client());
    // closed from the end: the programs first, so that nothing waits for them any more
    try (var download = download(location, backup, progress);
        var threads = Executors.newVirtualThreadPerTaskExecutor();
        var psql = psql(client);
        var pgRestore = ClientProcess.start(client.program("pg_restore"), arguments)) {
      var feeding = Feeding.start(download, pgRestore, threads);
      boolean saidCommit = false;
      try (var script = psql.input()) {
        script.say(opening);
        new RestoreScript(pgRestore.output(), serverMajor).copyTo(script);
        if (script.isWanted()) {
          requireWhole(feeding, download, pgRestore);
          script.say("\n" + ending + "\n;\nCOMMIT;\n");
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

  private PackedDownload download(String location, BackedUpDatabase backup, ProgressSink progress) {
    return new PackedDownload(store, location, backup.file(), identities, progress);
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

  private static List<String> arguments(DumpChoice choice, Path list) {
    var arguments = new ArrayList<>(List.of("--file=-", "--use-list=" + list));
    if (!choice.withOwners()) {
      arguments.add("--no-owner");
    }
    if (!choice.withGrants()) {
      arguments.add("--no-privileges");
    }
    return arguments;
  }

  private static void delete(Path list) {
    try {
      Files.deleteIfExists(list);
    } catch (IOException _) {
      // it holds names only, and its folder is for what may stay
    }
  }

  private static void requireWhole(
      CompletableFuture<Void> feeding, PackedDownload download, ClientProcess pgRestore) {
    Feeding.await(feeding);
    download.requireIntact();
    if (!pgRestore.succeeds()) {
      throw pgRestore.failure(FailureCode.CLIENT_FAILED);
    }
  }

  /** psql ends with 3 for a statement that was refused, and with 2 for a session that was lost. */
  private static FailureCode codeOf(int exitStatus, boolean saidCommit) {
    return switch (exitStatus) {
      case 3 -> FailureCode.DATABASE_REFUSED;
      case 2 -> saidCommit ? FailureCode.RESTORE_UNCERTAIN : FailureCode.CONNECTION_LOST;
      default -> saidCommit ? FailureCode.RESTORE_UNCERTAIN : FailureCode.CLIENT_FAILED;
    };
  }
}
