package dev.slipway.worker;

import dev.slipway.engine.ExitCode;
import dev.slipway.engine.SlipwayVersion;
import dev.slipway.engine.order.ReportJson;
import dev.slipway.engine.order.WorkReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Carries out one work order and leaves its report where the kubelet picks it up. */
public final class Worker {
  private static final Logger LOG = LoggerFactory.getLogger(Worker.class);

  private final Path order;
  private final Path report;

  public Worker(Path order, Path report) {
    this.order = order;
    this.report = report;
  }

  public ExitCode run() throws IOException {
    LOG.atInfo().addKeyValue("version", SlipwayVersion.current()).log("worker starts");
    var refusal = refusal();
    LOG.atError().addKeyValue("reason", refusal.reason()).log(refusal.message());
    Files.write(report, ReportJson.write(refusal));
    return ExitCode.USAGE;
  }

  private WorkReport refusal() {
    return Files.exists(order)
        ? WorkReport.failed(
            "OrderNotUnderstood",
            "the work order at %s is of no kind that version %s knows: run it with the version that wrote it"
                .formatted(order, SlipwayVersion.current()))
        : WorkReport.failed(
            "OrderMissing",
            "there is no work order at %s: the operator mounts it there, and starts the worker"
                .formatted(order));
  }
}
