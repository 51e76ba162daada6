package dev.slipway.worker;

import dev.slipway.engine.EngineException;
import dev.slipway.engine.ExitCode;
import dev.slipway.engine.FailureCode;
import dev.slipway.engine.SlipwayVersion;
import dev.slipway.engine.database.Sessions;
import dev.slipway.engine.observe.DatabaseObserver;
import dev.slipway.engine.order.ObserveOrder;
import dev.slipway.engine.order.OrderJson;
import dev.slipway.engine.order.ReportJson;
import dev.slipway.engine.order.StoreAccess;
import dev.slipway.engine.order.WorkOrder;
import dev.slipway.engine.order.WorkReport;
import dev.slipway.engine.store.StoreProbe;
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
    try {
      leave(carryOut(readOrder()));
      return ExitCode.DONE;
    } catch (EngineException e) {
      LOG.atError().addKeyValue("reason", e.code().reason()).log(e.getMessage());
      leave(WorkReport.failed(e));
      return e.code().exitCode();
    }
  }

  private WorkOrder readOrder() throws IOException {
    if (Files.notExists(order)) {
      throw new EngineException(
          FailureCode.ORDER_MISSING,
          "there is no work order at "
              + order
              + ": the operator mounts it there, and starts the worker");
    }
    return OrderJson.read(Files.readAllBytes(order));
  }

  private static WorkReport carryOut(WorkOrder order) {
    return switch (order) {
      case ObserveOrder observe -> observe(observe);
      default -> throw new EngineException(FailureCode.ORDER_INVALID, "not yet");
    };
  }

  private static WorkReport observe(ObserveOrder order) {
    var sessions = new Sessions(Credentials.login(order.database()));
    var seen = new DatabaseObserver(sessions, order.database().schema()).observe();
    var step = order.step();
    var probe = "probe-" + step.environmentUid();
    probe(order.releases(), "environments/" + step.environment() + "/" + probe);
    probe(order.backups(), probe);
    return WorkReport.done("the database answers, and both stores can be written and read", seen);
  }

  private static void probe(StoreAccess access, String key) {
    try (var store = Credentials.store(access)) {
      new StoreProbe(store).run(key);
    }
  }

  private void leave(WorkReport written) throws IOException {
    Files.write(report, ReportJson.write(written));
    LOG.atInfo().addKeyValue("outcome", written.outcome()).log("worker ends");
  }
}
