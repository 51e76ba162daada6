package dev.slipway.testkit.postgres;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;

import dev.slipway.testkit.ChildProcess;
import dev.slipway.testkit.ChildProcess.Signal;
import dev.slipway.testkit.FreePort;
import dev.slipway.testkit.Scratch;
import dev.slipway.testkit.Secrets;
import dev.slipway.testkit.Unprivileged;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.postgresql.core.Utils;

/**
 * A throwaway PostgreSQL server on loopback with passwords of its own. It writes without fsync, as
 * its data outlives a crash of the server, but never the test.
 */
public final class PostgresServer implements AutoCloseable {
  private static final Duration START_LIMIT = Duration.ofSeconds(30);
  private static final String HOST = "127.0.0.1";
  private static final Map<PostgresInstallation, PostgresServer> SHARED = new ConcurrentHashMap<>();

  private final PostgresInstallation installation;
  private final Path folder;
  private final int port;
  private final String superuserPassword;
  private final Map<String, String> passwords = new ConcurrentHashMap<>();
  private final AtomicInteger databases = new AtomicInteger();
  private volatile ChildProcess process;

  private PostgresServer(Options options, ClusterTemplate template, Path folder, int port) {
    this.installation = options.installation;
    this.folder = folder;
    this.port = port;
    this.superuserPassword = template.superuserPassword();
    options.writeTo(data().resolve(ClusterTemplate.SETTINGS), port);
    this.process = launch();
  }

  private PostgresServer(PostgresServer original, Path folder, int port, String settings) {
    this.installation = original.installation;
    this.folder = folder;
    this.port = port;
    this.superuserPassword = original.superuserPassword;
    this.passwords.putAll(original.passwords);
    this.databases.set(original.databases.get());
    append(data().resolve(ClusterTemplate.SETTINGS), settings + "port = " + port + "\n");
    this.process = launch();
  }

  /** A server of its own for one test. */
  public static PostgresServer start(PostgresInstallation installation) {
    return options(installation).start();
  }

  /** The server that all tests of this JVM share, each with a {@link #freshDatabase()}. */
  public static PostgresServer shared(PostgresInstallation installation) {
    return SHARED.computeIfAbsent(installation, PostgresServer::start);
  }

  public static Options options(PostgresInstallation installation) {
    return new Options(installation);
  }

  public PostgresInstallation installation() {
    return installation;
  }

  public String host() {
    return HOST;
  }

  public int port() {
    return port;
  }

  public Path data() {
    return folder.resolve("data");
  }

  /** A new connection of the superuser. */
  public Connection superuser() throws SQLException {
    return superuser("postgres");
  }

  /** A new connection of the superuser to this database. */
  public Connection superuser(String database) throws SQLException {
    return new Database(HOST, port, database, ClusterTemplate.SUPERUSER, superuserPassword)
        .connect();
  }

  /** A new database. The role that owns it is created when it is not there yet. */
  public Database createDatabase(String name, String owner) throws SQLException {
    var database = quoted(name);
    var role = quoted(owner);
    try (var connection = superuser();
        var statement = connection.createStatement()) {
      if (!passwords.containsKey(owner)) {
        var password = Secrets.random();
        statement.execute("CREATE ROLE %s LOGIN PASSWORD '%s'".formatted(role, password));
        passwords.put(owner, password);
      }
      statement.execute("CREATE DATABASE %s OWNER %s".formatted(database, role));
    }
    return new Database(HOST, port, name, owner, passwords.getOrDefault(owner, ""));
  }

  /** A new database under a name, and with an owner, that no other test has. */
  public Database freshDatabase() throws SQLException {
    int number = databases.incrementAndGet();
    return createDatabase("fresh_" + number, "owner_of_fresh_" + number);
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  /** Ends all sessions and stops in good order. */
  public void stop() {
    process.stop(Signal.INT);
  }

  /** What a power cut does: the server and every session are gone at once. */
  public void kill() {
    if (isAlive()) {
      process.kill();
      removeSharedMemory();
    }
  }

  /**
   * Another server on a copy of this one's data, with all that is in it, as a clone of its volume
   * would be. This one is stopped while it is copied, and runs again afterwards.
   */
  public PostgresServer startCopy() {
    var copied = copy();
    return FreePort.start(it -> new PostgresServer(this, copied, it, ""));
  }

  /** A copy that follows this one, and answers queries while it does. */
  public PostgresServer startStandby() {
    var copied = copy();
    var following =
        "primary_conninfo = 'host=%s port=%s user=%s password=%s'%n"
            .formatted(HOST, port, ClusterTemplate.SUPERUSER, superuserPassword);
    try {
      Unprivileged.own(Files.createFile(copied.resolve("data/standby.signal")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return FreePort.start(it -> new PostgresServer(this, copied, it, following));
  }

  private Path copy() {
    stop();
    var copied = Scratch.passableFolder("postgres-copy");
    ChildProcess.command("cp", copied, List.of("cp", "-a", data().toString(), "."))
        .run(START_LIMIT);
    process = launch();
    return copied;
  }

  /** Sends a signal to the server; STOP makes it one that takes connections and never answers. */
  public void signal(Signal signal) {
    process.signal(signal);
  }

  /** Starts again on the same port with the same data, after a stop if it still runs. */
  public void restart() {
    stop();
    process = launch();
  }

  @Override
  public void close() {
    process.close();
    Scratch.delete(folder);
  }

  @Override
  public String toString() {
    return installation + " on port " + port;
  }

  private ChildProcess launch() {
    var postgres = installation.programs().resolve("postgres").toString();
    var words = List.of(postgres, "-D", data().toString());
    var started =
        ChildProcess.command("postgres", folder, words)
            .unprivileged()
            .farewell(Signal.QUIT)
            .start();
    return started.awaitReady(START_LIMIT, () -> isReady(started.pid()));
  }

  /** By the file in which the server reports its state: a port may be answered by somebody else. */
  private boolean isReady(long pid) {
    try {
      var report = Files.readAllLines(data().resolve("postmaster.pid"));
      return report.size() >= 8
          && report.getFirst().equals(Long.toString(pid))
          && report.get(7).strip().equals("ready");
    } catch (IOException _) {
      return false;
    }
  }

  /** A killed server cannot, and the kernel keeps it, of which it has only so much, for ever. */
  private void removeSharedMemory() {
    try {
      var keyAndId = Files.readAllLines(data().resolve("postmaster.pid")).get(6).strip();
      var id = keyAndId.substring(keyAndId.lastIndexOf(' ') + 1);
      ChildProcess.command("ipcrm", folder, List.of("ipcrm", "-m", id)).run(START_LIMIT);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void append(Path file, String line) {
    try {
      Files.writeString(file, line, UTF_8, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String quoted(String identifier) throws SQLException {
    return Utils.escapeIdentifier(null, identifier).toString();
  }

  /** What a test wants otherwise than the defaults. */
  public static final class Options {
    private final PostgresInstallation installation;
    private final Map<String, String> settings = new LinkedHashMap<>();

    private Options(PostgresInstallation installation) {
      this.installation = installation;
      settings.put("listen_addresses", HOST);
      settings.put("unix_socket_directories", "");
      settings.put("fsync", "off");
      settings.put("dynamic_shared_memory_type", "mmap"); // below its data, so that it goes with it
      settings.put("timezone", "UTC");
      settings.put("log_timezone", "UTC");
    }

    /** A setting of postgresql.conf, as in {@code with("wal_level", "logical")}. */
    public Options with(String setting, String value) {
      settings.put(setting, value);
      return this;
    }

    public PostgresServer start() {
      var template = ClusterTemplate.of(installation);
      var folder = Scratch.passableFolder("postgres-" + installation.major());
      template.copyTo(folder);
      return FreePort.start(port -> new PostgresServer(this, template, folder, port));
    }

    private void writeTo(Path file, int port) {
      var lines =
          settings.entrySet().stream()
              .map(it -> "%s = '%s'%n".formatted(it.getKey(), it.getValue().replace("'", "''")))
              .collect(joining());
      try {
        Files.writeString(file, lines + "port = " + port + "\n", UTF_8);
        Unprivileged.own(file);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
