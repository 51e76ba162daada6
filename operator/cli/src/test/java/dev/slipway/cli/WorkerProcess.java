package dev.slipway.cli;

import dev.slipway.engine.order.ReportJson;
import dev.slipway.engine.order.WorkOrder;
import dev.slipway.engine.order.WorkReport;
import dev.slipway.testkit.Await;
import dev.slipway.testkit.ChildProcess;
import dev.slipway.testkit.ChildProcess.Signal;
import dev.slipway.testkit.Repository;
import dev.slipway.testkit.Scratch;
import dev.slipway.worker.WorkerBench;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;

/** A worker as its pod starts it: the whole program in a process of its own, with the same JVM. */
final class WorkerProcess implements AutoCloseable {
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final String NAME = "worker";
  private static final Pattern PEAK = Pattern.compile("peakMegabytes=\"(\\d+)\"");

  private final Path folder = Scratch.folder("worker-process");
  private final ChildProcess process;

  private WorkerProcess(Path order) {
    process = ChildProcess.command(NAME, folder, words(order)).start();
  }

  static WorkerProcess start(WorkerBench bench, WorkOrder order) {
    return new WorkerProcess(bench.written(order));
  }

  private List<String> words(Path order) {
    var words = new ArrayList<String>();
    words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    words.add("@" + Repository.path("operator/cli/src/main/image/worker.jvmoptions"));
    words.add("-Djava.io.tmpdir=" + scratch());
    words.addAll(List.of("-cp", Repository.path("operator/cli/target/image/lib") + "/*"));
    words.addAll(List.of(SlipwayMain.class.getName(), "worker"));
    words.addAll(List.of("--order", order.toString(), "--report", reportFile().toString()));
    return words;
  }

  /** Where it puts what is on its way. */
  Path scratch() {
    try {
      return Files.createDirectories(folder.resolve("tmp"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Waits until it shows progress with a step. */
  WorkerProcess awaitProgress(String step) {
    awaitWhileItRuns("progress of " + step, () -> log().contains("\"step\":\"" + step + "\""));
    return this;
  }

  WorkerProcess awaitWhileItRuns(String what, BooleanSupplier condition) {
    Await.until(what, LIMIT, () -> condition.getAsBoolean() || !process.isAlive());
    if (!condition.getAsBoolean()) {
      throw new AssertionError("it ended before there was " + what + ":\n" + log());
    }
    return this;
  }

  /** Ends it where it is. Its programs go on until they notice. */
  void kill() {
    process.signal(Signal.KILL);
    Await.until("the worker's end", LIMIT, () -> !process.isAlive());
  }

  void signal(Signal signal) {
    process.signal(signal);
  }

  /** What it leaves when it ends by itself. */
  WorkReport report() {
    Await.until("the worker's end", LIMIT, () -> !process.isAlive());
    try {
      return ReportJson.read(Files.readAllBytes(reportFile()));
    } catch (IOException e) {
      throw new AssertionError("it left no report:\n" + log(), e);
    }
  }

  /** What it said of its own memory at its end. */
  int peakMegabytes() {
    var peak = PEAK.matcher(log());
    if (!peak.find()) {
      throw new AssertionError("it did not say how much memory it took:\n" + log());
    }
    return Integer.parseInt(peak.group(1));
  }

  String log() {
    try {
      var log = folder.resolve(NAME + ".log");
      return Files.exists(log) ? Files.readString(log) : "";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path reportFile() {
    return folder.resolve("report");
  }

  @Override
  public void close() {
    process.signal(Signal.CONT);
    process.kill();
  }
}
