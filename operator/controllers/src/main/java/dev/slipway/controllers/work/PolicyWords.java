package dev.slipway.controllers.work;

import static dev.slipway.controllers.work.WorkerTrouble.DELETED;
import static dev.slipway.controllers.work.WorkerTrouble.EVICTED;
import static dev.slipway.controllers.work.WorkerTrouble.FAILED;

import dev.slipway.controllers.work.JobState.Lost;
import java.time.Instant;
import java.util.regex.Pattern;

/**
 * What a Job remembers of a pod that is gone: the rule of its pod failure policy that the pod's end
 * matched. That is all that the rules are for, since a worker is never started again in its Job.
 */
record PolicyWords(String message) {
  private static final Pattern EXIT = Pattern.compile("exit code (\\d{1,3})");
  private static final String DISRUPTED = "DisruptionTarget";

  Lost end(Instant at) {
    if (message.contains(DISRUPTED)) {
      return new Lost(EVICTED, "the worker's pod had to leave its node", at);
    }
    var exit = EXIT.matcher(message);
    int status = exit.find() ? Integer.parseInt(exit.group(1)) : 0;
    return status == ExitStatus.TOLD_TO_END
        ? new Lost(DELETED, "the worker's pod was deleted, and is gone with its log", at)
        : new Lost(FAILED, ExitStatus.inWords(status) + " (it is gone with its pod)", at);
  }
}
