package dev.slipway.engine.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.slipway.engine.EngineException;
import dev.slipway.engine.FailureCode;
import dev.slipway.engine.database.DatabaseLogin;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A client program while it runs. Closed before its end it is killed, so nothing outlives us. The
 * password goes by its environment, which only this user can read.
 */
public final class ClientProcess implements AutoCloseable {
  /** Behind our own fence; and the server notices within seconds when this machine is gone. */
  private static final String OPTIONS =
      "-c default_transaction_read_only=off -c tcp_keepalives_idle=3 -c tcp_keepalives_interval=2"
          + " -c tcp_keepalives_count=3 -c client_connection_check_interval=2s";

  private static final int KEPT_LINES = 8;
  private static final int KEPT_CHARACTERS = 400;

  private final String name;
  private final Process process;
  private final Deque<String> complaints = new ArrayDeque<>();
  private final Thread listener;

  private ClientProcess(String name, Process process) {
    this.name = name;
    this.process = process;
    this.listener = Thread.ofVirtual().name(name + "-stderr").start(this::listen);
  }

  /** Starts a program that works on files and streams only. */
  public static ClientProcess start(Path program, List<String> arguments) {
    return start(program, arguments, Map.of(), Redirect.PIPE);
  }

  /** Starts a program that talks to a database, and takes its output or lets it go. */
  public static ClientProcess start(
      Path program, List<String> arguments, DatabaseLogin login, Redirect output) {
    return start(program, arguments, environmentOf(login), output);
  }

  private static ClientProcess start(
      Path program, List<String> arguments, Map<String, String> environment, Redirect output) {
    var words = Stream.concat(Stream.of(program.toString()), arguments.stream()).toList();
    var builder = new ProcessBuilder(words).redirectOutput(output);
    // what somebody set for another database must not lead us there
    builder.environment().keySet().removeIf(it -> it.startsWith("PG"));
    builder.environment().put("LC_ALL", "C");
    builder.environment().putAll(environment);
    try {
      return new ClientProcess(program.getFileName().toString(), builder.start());
    } catch (IOException e) {
      throw new EngineException(FailureCode.CLIENT_UNSUITABLE, "cannot start " + program, e);
    }
  }

  public InputStream output() {
    return process.getInputStream();
  }

  public ProgramInput input() {
    return new ProgramInput(process.getOutputStream());
  }

  /** Waits for the program's end; true when it succeeded. */
  public boolean succeeds() {
    return exitStatus() == 0;
  }

  public int exitStatus() {
    try {
      int status = process.waitFor();
      listener.join();
      return status;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new EngineException(FailureCode.INTERRUPTED, "interrupted while " + name + " ran", e);
    }
  }

  /** How the program failed, with what it said of it. */
  public EngineException failure(FailureCode code) {
    int status = exitStatus();
    synchronized (complaints) {
      var said = complaints.stream().collect(Collectors.joining(" | "));
      return new EngineException(code, "%s ended with status %s: %s".formatted(name, status, said));
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
    exitStatus();
  }

  private void listen() {
    try (var lines = new BufferedReader(new InputStreamReader(process.getErrorStream(), UTF_8))) {
      for (var line = lines.readLine(); line != null; line = lines.readLine()) {
        note(line);
      }
    } catch (IOException _) {
      // it was killed while it spoke, and nobody wants to hear the rest
    }
  }

  /** Primary messages only: detail and context may quote a row. */
  private void note(String line) {
    if (!line.contains("error:") && !line.contains("ERROR:") && !line.contains("FATAL:")) {
      return;
    }
    synchronized (complaints) {
      if (complaints.size() < KEPT_LINES) {
        complaints.add(line.substring(0, Math.min(line.length(), KEPT_CHARACTERS)));
      }
    }
  }

  private static Map<String, String> environmentOf(DatabaseLogin login) {
    var environment =
        Map.of(
            "PGHOST", login.host(),
            "PGPORT", Integer.toString(login.port()),
            "PGDATABASE", login.database(),
            "PGUSER", login.user(),
            "PGPASSWORD", login.password().reveal(),
            "PGSSLMODE", login.tls().libpqName(),
            "PGAPPNAME", "slipway",
            "PGCONNECT_TIMEOUT", "10",
            "PGOPTIONS", OPTIONS + login.actingOption());
    if (login.authority() == null) {
      return environment;
    }
    return Stream.concat(
            environment.entrySet().stream(),
            Stream.of(Map.entry("PGSSLROOTCERT", login.authority().toString())))
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }
}
