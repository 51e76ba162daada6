package dev.slipway.cli;

import dev.slipway.worker.Worker;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "worker",
    description = "Carry out one work order. The operator starts it, in the pod of a Job.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class)
final class WorkerCommand implements Callable<Integer> {
  @Option(
      names = "--order",
      paramLabel = "FILE",
      description = "The work order (default: ${DEFAULT-VALUE}).",
      defaultValue = "/etc/slipway/order/order.json")
  private Path order;

  @Option(
      names = "--report",
      paramLabel = "FILE",
      description = "Where the report is left (default: ${DEFAULT-VALUE}).",
      defaultValue = "/dev/termination-log")
  private Path report;

  @Override
  public Integer call() throws IOException {
    return new Worker(order, report, System.out, Clock.systemUTC()).run().status();
  }
}
