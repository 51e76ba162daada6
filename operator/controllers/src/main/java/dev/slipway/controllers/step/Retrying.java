package dev.slipway.controllers.step;

import static java.util.Objects.requireNonNullElse;

import dev.slipway.api.status.Condition;
import dev.slipway.api.status.ConditionStatus;
import dev.slipway.controllers.step.StepResult.Stall;
import dev.slipway.engine.FailureCode;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.javaoperatorsdk.operator.api.reconciler.ErrorStatusUpdateControl;
import java.io.InterruptedIOException;
import java.net.HttpURLConnection;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Says in status that a pass came to no end, most often since the API server did not answer. The
 * framework goes on trying; what was known stays in status, for nothing new is.
 */
public final class Retrying {
  private static final String REASON = "Retrying";
  private static final String READY = "Ready";
  private static final String RECONCILING = "Reconciling";

  private Retrying() {}

  /**
   * @param before all conditions of the object
   * @param setConditions puts new ones in their place, and leaves the rest of the status alone
   */
  public static <T extends HasMetadata> ErrorStatusUpdateControl<T> report(
      T object,
      Exception failure,
      List<Condition> before,
      Consumer<List<Condition>> setConditions,
      Instant now) {
    if (isOvertaken(failure) || isInterrupted(failure)) {
      return ErrorStatusUpdateControl.noStatusUpdate();
    }
    setConditions.accept(conditions(before, object.getMetadata().getGeneration(), failure, now));
    return ErrorStatusUpdateControl.patchStatus(object);
  }

  static List<Condition> conditions(
      List<Condition> before, long generation, Exception failure, Instant now) {
    var conditions = new Conditions(before, generation, now);
    var all = new ArrayList<>(before);
    var refusal = refusal(failure);
    if (refusal.isPresent()) {
      var stalled = Readiness.of(refusal.get()).conditions(conditions);
      all.removeIf(it -> stalled.stream().anyMatch(other -> other.type().equals(it.type())));
      all.addAll(stalled);
      return List.copyOf(all);
    }
    var reconciling =
        conditions.of(RECONCILING, ConditionStatus.TRUE, reason(failure), message(failure));
    all.removeIf(condition -> condition.type().equals(RECONCILING));
    all.add(reconciling);
    if (before.stream().noneMatch(condition -> condition.type().equals(READY))) {
      all.add(conditions.of(READY, ConditionStatus.UNKNOWN, reason(failure), message(failure)));
    }
    return List.copyOf(all);
  }

  /** It is tried again all the same, since nobody tells when it is mended. */
  private static Optional<StepResult> refusal(Exception failure) {
    return failure instanceof KubernetesClientException e
        ? Refusal.of(e).map(it -> new Stall(it.reason(), it.message(), Duration.ZERO))
        : Optional.empty();
  }

  /** Somebody else was faster: the next pass sees what they made of it, and that is all. */
  private static boolean isOvertaken(Exception failure) {
    return failure instanceof KubernetesClientException e
        && e.getCode() == HttpURLConnection.HTTP_CONFLICT;
  }

  /** This operator stops: the next one has nothing to do with that. */
  private static boolean isInterrupted(Exception failure) {
    return Stream.<Throwable>iterate(failure, Objects::nonNull, Throwable::getCause)
        .anyMatch(it -> it instanceof InterruptedException || it instanceof InterruptedIOException);
  }

  private static String reason(Exception failure) {
    return failure instanceof KubernetesClientException ? REASON : FailureCode.BUG.reason();
  }

  private static String message(Exception failure) {
    return failure instanceof KubernetesClientException e
        ? "the Kubernetes API does not do as asked, and is asked again: " + words(e)
        : "a fault of the operator, which tries again; its log tells more: "
            + failure.getClass().getSimpleName();
  }

  private static String words(KubernetesClientException failure) {
    var status = failure.getStatus();
    return status == null || status.getMessage() == null
        ? requireNonNullElse(failure.getMessage(), "no message")
        : status.getMessage();
  }
}
