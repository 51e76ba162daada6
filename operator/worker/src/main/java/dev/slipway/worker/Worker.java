package dev.slipway.worker;

import dev.slipway.engine.EngineException;
import dev.slipway.engine.ExitCode;
import dev.slipway.engine.FailureCode;
import dev.slipway.engine.SlipwayVersion;
import dev.slipway.engine.checkpoint.CheckpointRestore;
import dev.slipway.engine.order.ApplyOrder;
import dev.slipway.engine.order.BackupOrder;
import dev.slipway.engine.order.BaselineOrder;
import dev.slipway.engine.order.BuildOrder;
import dev.slipway.engine.order.CheckOrder;
import dev.slipway.engine.order.CheckpointOrder;
import dev.slipway.engine.order.EvidenceOrder;
import dev.slipway.engine.order.FenceOrder;
import dev.slipway.engine.order.MergeOrder;
import dev.slipway.engine.order.ObserveOrder;
import dev.slipway.engine.order.OrderJson;
import dev.slipway.engine.order.PreviewOrder;
import dev.slipway.engine.order.PruneOrder;
import dev.slipway.engine.order.RecordOrder;
import dev.slipway.engine.order.RemoveOrder;
import dev.slipway.engine.order.ReportJson;
import dev.slipway.engine.order.RestoreOrder;
import dev.slipway.engine.order.UndoOrder;
import dev.slipway.engine.order.VariablesOrder;
import dev.slipway.engine.order.VerifyOrder;
import dev.slipway.engine.order.WorkOrder;
import dev.slipway.engine.order.WorkReport;
import dev.slipway.engine.progress.ProgressSink;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Carries out one work order and leaves its report where the kubelet picks it up. */
public final class Worker {
  private static final Logger LOG = LoggerFactory.getLogger(Worker.class);

  private final Path order;
  private final Path report;
  private final PrintStream output;
  private final Clock clock;

  /**
   * @param output where lines of progress go, see {@link ProgressLines}
   */
  public Worker(Path order, Path report, PrintStream output, Clock clock) {
    this.order = order;
    this.report = report;
    this.output = output;
    this.clock = clock;
  }

  public ExitCode run() throws IOException {
    LOG.atInfo().addKeyValue("version", SlipwayVersion.current()).log("worker starts");
    try (var progress = new ProgressLines(output)) {
      var written = carryOut(readOrder(), progress);
      leave(written);
      return FailureCode.ofReason(written.reason())
          .map(FailureCode::exitCode)
          .orElse(ExitCode.DONE);
    } catch (EngineException e) {
      LOG.atError().addKeyValue("reason", e.code().reason()).log(e.getMessage());
      leave(WorkReport.failed(e));
      return e.code().exitCode();
    } catch (RuntimeException e) {
      LOG.atError().log(Bug.inWords(e));
      leave(
          WorkReport.failed(FailureCode.BUG, "this is a bug: please report it with the pod's log"));
      return FailureCode.BUG.exitCode();
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

  private WorkReport carryOut(WorkOrder read, ProgressSink progress) {
    return switch (read) {
      case ObserveOrder it -> new ObserveWork(it, progress).carryOut();
      case BaselineOrder it -> new BaselineWork(it).carryOut();
      case BuildOrder it -> new BuildWork(it, progress).carryOut();
      case MergeOrder it -> new MergeWork(it, progress).carryOut();
      case PreviewOrder it -> new PreviewWork(it, progress).carryOut();
      case FenceOrder it -> new FenceWork(it).carryOut();
      case BackupOrder it -> new BackupWork(it, clock, progress).carryOut();
      case ApplyOrder it -> new ApplyWork(it, progress).carryOut();
      case UndoOrder it -> new UndoWork(it, progress).carryOut();
      case CheckOrder it -> new CheckWork(it, progress).carryOut();
      case RestoreOrder it -> restore(it, progress);
      case VerifyOrder it -> new VerifyWork(it, clock, progress).carryOut();
      case PruneOrder it -> new PruneWork(it, clock, progress).carryOut();
      case RemoveOrder it -> new RemoveWork(it, clock, progress).carryOut();
      case VariablesOrder it -> new VariablesWork(it).carryOut();
      case CheckpointOrder it -> new CheckpointWork(it, clock, progress).carryOut();
      case EvidenceOrder it -> new EvidenceWork(it, clock, progress).carryOut();
      case RecordOrder it -> new RecordWork(it, progress).carryOut();
    };
  }

  /** A checkpoint is put back in another way than a backup. */
  private static WorkReport restore(RestoreOrder order, ProgressSink progress) {
    try (var store = Credentials.store(order.sourceOrBackups())) {
      new RestoreOrigin(order, store).require();
      if (CheckpointRestore.isOne(store, order.location())) {
        return new CheckpointRestoreWork(order, store, progress).carryOut();
      }
    }
    return new RestoreWork(order, progress).carryOut();
  }

  private void leave(WorkReport written) throws IOException {
    Files.write(report, ReportJson.write(written));
    LOG.atInfo()
        .addKeyValue("outcome", written.outcome())
        .addKeyValue("peakMegabytes", ResidentMemory.peakMegabytes())
        .log("worker ends");
  }
}
