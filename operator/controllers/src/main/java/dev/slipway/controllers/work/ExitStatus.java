package dev.slipway.controllers.work;

import io.fabric8.kubernetes.api.model.ContainerStateTerminated;
import java.util.Set;

/** What the status says with which a worker's container ended, where there is no report. */
final class ExitStatus {
  static final String MORE_MEMORY = "the worker needs more memory: raise worker.resources.limits";

  /** 128 and the number of SIGKILL, or of SIGTERM. */
  static final int KILLED = 137;

  static final int TOLD_TO_END = 143;

  private static final Set<String> NO_START = Set.of("StartError", "ContainerCannotRun");

  private ExitStatus() {}

  static boolean isOutOfMemory(ContainerStateTerminated end) {
    return "OOMKilled".equals(end.getReason());
  }

  static boolean isNoStart(ContainerStateTerminated end) {
    return end.getReason() != null && NO_START.contains(end.getReason());
  }

  static String inWords(int status) {
    return "the worker ended with status "
        + status
        + (status == KILLED ? " (killed: often for want of memory)" : "")
        + " and no report: see its log";
  }
}
