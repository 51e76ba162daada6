package dev.slipway.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BooleanSupplier;

/**
 * A server that lives no longer than this JVM, however the JVM ends, and that leaves its output in
 * a log file. It sees nothing of our environment but PATH.
 */
public final class ChildProcess implements AutoCloseable {
  private static final Duration GRACE = Duration.ofSeconds(5);
  private static final int LINES_SHOWN = 25;

  /** The kernel counts the thread that started a child as its parent, so that thread never ends. */
  private static final ExecutorService PARENT =
      Executors.newSingleThreadExecutor(
          task -> Thread.ofPlatform().daemon().name("testkit-parent").unstarted(task));

  private final String name;
  private final Process process;
  private final Path log;
  private final Signal farewell;
  private final Runnable atExit = this::close;

  private ChildProcess(Command command, Process process) {
    this.name = command.name;
    this.process = process;
    this.log = command.log();
    this.farewell = command.farewell;
    AtExit.add(atExit);
  }

  /** A program to start in a folder, where NAME.log gets what it prints. */
  public static Command command(String name, Path folder, List<String> words) {
    return new Command(name, folder, words);
  }

  /** Returns once the server is ready; if it ends before or takes too long, it is killed. */
  public ChildProcess awaitReady(Duration limit, BooleanSupplier ready) {
    boolean settled = Await.holdsWithin(limit, () -> !isAlive() || ready.getAsBoolean());
    if (settled && isAlive()) {
      return this;
    }
    var what = isAlive() ? "is not ready after " + limit.toSeconds() + " s" : "ended at once";
    kill();
    throw new StartFailure(name + " " + what + "; its log ends with:\n" + logTail());
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  public long pid() {
    return process.pid();
  }

  /** The last lines that the server printed. */
  public String logTail() {
    try {
      var lines = Files.readString(log, StandardCharsets.ISO_8859_1).lines().toList();
      return String.join(
          "\n", lines.subList(Math.max(0, lines.size() - LINES_SHOWN), lines.size()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Sends a signal and returns at once. A process that has ended gets none, nor does any other. */
  public void signal(Signal signal) {
    switch (signal) {
      case KILL -> process.destroyForcibly();
      case TERM -> process.destroy();
      case CONT, INT, QUIT, STOP -> send(signal);
    }
  }

  /** Ends it without warning and takes with it what it had started. */
  public void kill() {
    var offspring = process.descendants().toList();
    signal(Signal.KILL);
    Await.until("the end of " + name, GRACE, () -> !isAlive());
    offspring.forEach(ProcessHandle::destroyForcibly);
    Await.until(
        "the end of what " + name + " had started",
        GRACE,
        () -> offspring.stream().noneMatch(ChildProcess::runs));
    AtExit.remove(atExit);
  }

  /** Asks it to end, and kills it when it does not listen. */
  public void stop(Signal signal) {
    signal(signal);
    if (Await.holdsWithin(GRACE, () -> !isAlive())) {
      AtExit.remove(atExit);
    } else {
      kill();
    }
  }

  @Override
  public void close() {
    stop(farewell);
  }

  /** An orphan that init has not buried yet still counts as alive, but has no command any more. */
  private static boolean runs(ProcessHandle orphan) {
    return orphan.isAlive() && orphan.info().command().isPresent();
  }

  private void send(Signal signal) {
    if (isAlive()) {
      try {
        new ProcessBuilder("sh", "-c", "kill -s " + signal + " " + pid()).start().waitFor();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("interrupted while signalling " + name, e);
      }
    }
  }

  /** What a test sends to a server. */
  public enum Signal {
    CONT,
    INT,
    KILL,
    QUIT,
    STOP,
    TERM
  }

  /** What to start, and how. */
  public static final class Command {
    private final String name;
    private final Path folder;
    private final List<String> words;
    private final Map<String, String> environment = new LinkedHashMap<>();
    private Signal farewell = Signal.TERM;
    private boolean unprivileged;

    private Command(String name, Path folder, List<String> words) {
      this.name = name;
      this.folder = folder;
      this.words = words;
      environment.put("PATH", System.getenv("PATH"));
      environment.put("LC_ALL", "C");
    }

    public Command environment(String variable, String value) {
      environment.put(variable, value);
      return this;
    }

    /** As nobody, where the tests run as root. */
    public Command unprivileged() {
      unprivileged = true;
      return this;
    }

    /** The signal that ends it in good order; TERM unless told otherwise. */
    public Command farewell(Signal signal) {
      farewell = signal;
      return this;
    }

    public ChildProcess start() {
      var builder = new ProcessBuilder(line()).redirectErrorStream(true);
      builder.directory(folder.toFile());
      builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()));
      builder.environment().clear();
      builder.environment().putAll(environment);
      try {
        return new ChildProcess(this, PARENT.submit(builder::start).get());
      } catch (ExecutionException e) {
        throw new StartFailure(name + " cannot be started: " + e.getCause());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("interrupted while starting " + name, e);
      }
    }

    /** Runs a program that ends by itself, and throws unless it ends well and in time. */
    public void run(Duration limit) {
      try (var running = start()) {
        boolean ended = Await.holdsWithin(limit, () -> !running.isAlive());
        if (!ended || running.process.exitValue() != 0) {
          throw new StartFailure(name + " failed; its log ends with:\n" + running.logTail());
        }
      }
    }

    private Path log() {
      return folder.resolve(name + ".log");
    }

    private List<String> line() {
      // without us nobody waits for a polite end
      var whenWeDie = farewell == Signal.TERM ? Signal.KILL : farewell;
      var line = new ArrayList<>(Setpriv.before(whenWeDie, unprivileged));
      line.addAll(words);
      return line;
    }
  }
}
