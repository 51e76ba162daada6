package dev.slipway.engine.order;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.slipway.engine.EngineException;
import dev.slipway.engine.FailureCode;
import dev.slipway.engine.SlipwayVersion;
import org.jspecify.annotations.Nullable;

/**
 * What came of a work order. It is the termination message of the worker's container, so its JSON
 * never exceeds {@link ReportJson#MAX_BYTES}.
 *
 * @param formatVersion of this report; a reader refuses what it does not know
 * @param version of the worker that wrote it
 * @param reason why the order failed, in one word of a documented list; absent when it is done
 * @param result what was found or made; mostly absent when the order failed
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record WorkReport(
    int formatVersion,
    String version,
    Outcome outcome,
    @Nullable String reason,
    String message,
    @Nullable WorkResult result) {
  public static final int FORMAT_VERSION = 1;

  public static WorkReport done(String message, WorkResult result) {
    return new WorkReport(
        FORMAT_VERSION, SlipwayVersion.current(), Outcome.DONE, null, message, result);
  }

  public static WorkReport failed(EngineException failure) {
    return failed(failure.code(), String.valueOf(failure.getMessage()));
  }

  public static WorkReport failed(FailureCode code, String message) {
    return new WorkReport(
        FORMAT_VERSION, SlipwayVersion.current(), Outcome.FAILED, code.reason(), message, null);
  }

  /** What was found all the same. */
  public static WorkReport failed(EngineException failure, WorkResult result) {
    return failed(failure).withResult(result);
  }

  WorkReport withResult(WorkResult other) {
    return new WorkReport(formatVersion, version, outcome, reason, message, other);
  }

  WorkReport withMessage(String shorter) {
    return new WorkReport(formatVersion, version, outcome, reason, shorter, result);
  }
}
