package dev.slipway.engine.restore;

import dev.slipway.engine.backup.BackupBench;
import dev.slipway.engine.client.PostgresClients;
import dev.slipway.engine.database.DatabaseLogin;
import dev.slipway.engine.database.Password;
import dev.slipway.engine.database.Sessions;
import dev.slipway.engine.database.TlsMode;
import dev.slipway.engine.finding.Acceptance;
import dev.slipway.engine.packing.Identities;
import dev.slipway.engine.progress.ProgressMark;
import dev.slipway.engine.progress.ProgressSink;
import dev.slipway.engine.store.DirectoryStore;
import dev.slipway.testkit.Await;
import dev.slipway.testkit.ChildProcess;
import dev.slipway.testkit.Scratch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/** A restore in a process of its own, which a test can hold at any of its phases, and kill. */
final class RestoreProcess implements AutoCloseable {
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final String HELD = "held at phase";

  /** What a restore reads, in this order; it can be held at the first byte of each. */
  enum Phase {
    LISTING_THE_DUMP(0),
    VERIFYING_THE_DUMP(1),
    VERIFYING_THE_STORAGE(2),
    UNPACKING(3),
    READING_WHAT_THE_SCHEMA_IS(4),
    RESTORING(5);

    private final int number;

    Phase(int number) {
      this.number = number;
    }
  }

  private final ChildProcess process;

  private RestoreProcess(ChildProcess process) {
    this.process = process;
  }

  /** Holds at a phase. */
  static RestoreProcess heldAt(Phase phase, Path store, Path storage, DatabaseLogin login)
      throws IOException {
    return start(phase.number, "", store, storage, login);
  }

  /** Runs to its end, but for what a last statement does. */
  static RestoreProcess withLast(String statement, Path store, Path storage, DatabaseLogin login)
      throws IOException {
    return start(-1, statement, store, storage, login);
  }

  private static RestoreProcess start(
      int phase, String last, Path store, Path storage, DatabaseLogin login) throws IOException {
    var folder = Scratch.folder("restore-process");
    var password = Files.writeString(folder.resolve("password"), login.password().reveal());
    var words =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            RestoreProcess.class.getName(),
            Integer.toString(phase),
            last,
            store.toString(),
            storage.toString(),
            Integer.toString(login.port()),
            login.database(),
            login.user(),
            password.toString());
    return new RestoreProcess(ChildProcess.command("restore", folder, words).start());
  }

  RestoreProcess awaitHeld() {
    Await.until("a restore that is held", LIMIT, () -> process.logTail().contains(HELD));
    return this;
  }

  boolean runs() {
    return process.isAlive();
  }

  /** As {@code kill -9} does: this process alone, and not what it has started. */
  void kill() {
    process.signal(ChildProcess.Signal.KILL);
    Await.until("the end of a restore", LIMIT, () -> !process.isAlive());
  }

  @Override
  public void close() {
    process.kill();
  }

  /** Phase, last statement, store, storage, port, database, user, file with the password. */
  public static void main(String[] words) throws IOException {
    var login =
        new DatabaseLogin(
            "127.0.0.1",
            Integer.parseInt(words[4]),
            words[5],
            words[6],
            new Password(Files.readString(Path.of(words[7]))),
            TlsMode.DISABLE,
            null);
    var others = new Acceptance(RestoreTerms.sessionsOf(login.database()), "a test looks on");
    new BackupRestore(
            new DirectoryStore(Path.of(words[2])), PostgresClients.installed(), Identities.NONE)
        .restore(
            new RestoreRequest(
                BackupBench.LOCATION,
                Map.of("uploads", Path.of(words[3])),
                RestoreStatements.last(words[1]),
                RestoreTerms.PLAIN.withAccept(List.of(others))),
            new Sessions(login),
            new Holding(Integer.parseInt(words[0])));
  }

  /** Goes no further than to the beginning of a phase. */
  private static final class Holding implements ProgressSink {
    private final int phase;
    private String step = "";
    private long done;
    private int begun = -1;

    private Holding(int phase) {
      this.phase = phase;
    }

    @Override
    public synchronized void at(ProgressMark mark) {
      if (!mark.step().equals(step) || mark.done() <= done) {
        begun++;
      }
      step = mark.step();
      done = mark.done();
      if (begun == phase) {
        System.out.println(HELD);
        while (true) {
          LockSupport.park();
        }
      }
    }
  }
}
