package dev.slipway.controllers.quiesce;

import static java.util.Objects.requireNonNullElse;

import dev.slipway.api.status.QuiesceRecord;
import dev.slipway.api.status.RecordedObject;
import dev.slipway.controllers.quiesce.AutoscalerSeen.Horizontal;
import dev.slipway.controllers.quiesce.AutoscalerSeen.Scaled;
import dev.slipway.controllers.quiesce.WorkloadSeen.Scalable;
import dev.slipway.controllers.quiesce.WorkloadSeen.Scheduled;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Service;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Writes down how an app is before anything is changed. What a run left changed whose undo was lost
 * is written down as it was before that run.
 */
public final class Recording {
  private Recording() {}

  public static QuiesceRecord of(App app, Instant now) {
    var workloads = app.workloads().stream().map(Recording::of);
    var services = app.services().stream().flatMap(seen -> door(seen, app).stream());
    var autoscalers = app.autoscalers().stream().map(Recording::of);
    return new QuiesceRecord(
        Stream.of(workloads, autoscalers, services).flatMap(it -> it).toList(),
        now.truncatedTo(ChronoUnit.SECONDS));
  }

  private static RecordedObject of(AutoscalerSeen seen) {
    return Mark.on(seen.object())
        .map(Mark::before)
        .orElseGet(
            () ->
                switch (seen) {
                  case Horizontal it -> autoscaler(it.object(), it.least(), it.most(), Map.of());
                  case Scaled it -> autoscaler(it.object(), null, null, it.pauses());
                });
  }

  private static RecordedObject autoscaler(
      HasMetadata object,
      @Nullable Integer least,
      @Nullable Integer most,
      Map<String, String> pauses) {
    return new RecordedObject(
        object.getKind(),
        object.getMetadata().getName(),
        object.getMetadata().getUid(),
        null,
        least,
        most,
        null,
        Map.of(),
        pauses);
  }

  private static RecordedObject of(WorkloadSeen seen) {
    return switch (seen) {
      case Scalable it -> workload(it.object(), replicas(it), null);
      case Scheduled it -> workload(it.object(), null, suspended(it));
    };
  }

  /** Nobody's wish makes a workload larger than its mark says while we hold it down. */
  private static int replicas(Scalable seen) {
    return Math.max(
        seen.replicas(),
        Mark.on(seen.object())
            .map(mark -> requireNonNullElse(mark.before().replicas(), 0))
            .orElse(0));
  }

  /** One that runs although it is marked was let run by somebody since. */
  private static boolean suspended(Scheduled seen) {
    return seen.suspended()
        && Mark.on(seen.object())
            .map(mark -> requireNonNullElse(mark.before().suspend(), true))
            .orElse(true);
  }

  private static RecordedObject workload(
      HasMetadata object, @Nullable Integer replicas, @Nullable Boolean suspend) {
    return new RecordedObject(
        object.getKind(),
        object.getMetadata().getName(),
        object.getMetadata().getUid(),
        replicas,
        null,
        null,
        suspend,
        Map.of());
  }

  private static Optional<RecordedObject> door(ServiceSeen seen, App app) {
    return seen.service()
        .flatMap(
            service ->
                selector(service, seen.shadow())
                    .filter(selector -> isDoor(service, selector, app))
                    .map(selector -> service(service, selector)));
  }

  private static RecordedObject service(Service service, Map<String, String> selector) {
    return new RecordedObject(
        service.getKind(),
        service.getMetadata().getName(),
        service.getMetadata().getUid(),
        null,
        null,
        null,
        null,
        selector);
  }

  /** Where the mark of a Service that is shut cannot be read, its shadow still knows. */
  private static Optional<Map<String, String>> selector(Service service, Optional<Service> shadow) {
    var there = service.getSpec().getSelector();
    if (!ShutSelector.isShut(there)) {
      return Optional.of(there).filter(Recording::leadsSomewhere);
    }
    return Mark.on(service)
        .map(mark -> mark.before().selector())
        .filter(Recording::leadsSomewhere)
        .or(() -> shadow.map(it -> it.getSpec().getSelector()).filter(Recording::leadsSomewhere));
  }

  private static boolean leadsSomewhere(Map<String, String> selector) {
    return !selector.isEmpty() && !ShutSelector.isShut(selector);
  }

  /** A front of before may still be the one that an Ingress names. */
  private static boolean isDoor(Service service, Map<String, String> selector, App app) {
    if (Front.isOf(app.environment(), service)) {
      return true;
    }
    var maintenance = app.environment().getSpec().maintenance();
    if (maintenance == null) {
      return app.workloads().stream().anyMatch(workload -> leadsTo(selector, workload));
    }
    return requireNonNullElse(maintenance.services(), List.<String>of())
        .contains(service.getMetadata().getName());
  }

  private static boolean leadsTo(Map<String, String> selector, WorkloadSeen workload) {
    return switch (workload) {
      case Scalable it -> it.podLabels().entrySet().containsAll(selector.entrySet());
      case Scheduled _ -> false;
    };
  }
}
