package dev.slipway.cli;

import dev.slipway.testkit.Await;
import dev.slipway.testkit.ChildProcess;
import dev.slipway.testkit.ChildProcess.Signal;
import dev.slipway.testkit.Repository;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/** A verb in a process of its own, which a test can kill where it wants. */
final class VerbProcess implements AutoCloseable {
  static final Duration LIMIT = Duration.ofSeconds(60);

  private final ChildProcess process;

  private VerbProcess(ChildProcess process) {
    this.process = process;
  }

  static VerbProcess start(Path folder, String... words) {
    var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    var options = "@" + Repository.path("operator/cli/src/main/image/worker.jvmoptions");
    var line =
        List.of(
            java,
            options,
            "-cp",
            System.getProperty("java.class.path"),
            SlipwayMain.class.getName());
    return new VerbProcess(
        ChildProcess.command(
                "verb", folder, Stream.concat(line.stream(), Stream.of(words)).toList())
            .start());
  }

  /** As {@code kill -9} does, once it has come so far. */
  void killOnce(String soFar, BooleanSupplier hasComeSoFar) {
    Await.until(soFar, LIMIT, () -> hasComeSoFar.getAsBoolean() || !process.isAlive());
    if (!process.isAlive()) {
      throw new IllegalStateException("it has ended before " + soFar + ": " + process.logTail());
    }
    process.signal(Signal.KILL);
    Await.until("the verb's end", LIMIT, () -> !process.isAlive());
  }

  @Override
  public void close() {
    process.kill();
  }
}
