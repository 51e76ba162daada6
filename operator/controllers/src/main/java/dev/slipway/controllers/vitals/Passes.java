package dev.slipway.controllers.vitals;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.javaoperatorsdk.operator.api.monitoring.Metrics;
import io.javaoperatorsdk.operator.api.reconciler.RetryInfo;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import java.time.Duration;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** The passes of all reconcilers: which ones wait, which ones run, and how long others took. */
public final class Passes implements Metrics {
  private final LongSupplier nanos;
  private final ConcurrentMap<Subject, Long> waiting = new ConcurrentHashMap<>();
  private final ConcurrentMap<Subject, Long> running = new ConcurrentHashMap<>();
  private final SortedMap<String, Tally> byKind = new ConcurrentSkipListMap<>();

  /**
   * @param nanos a clock that only goes forward
   */
  public Passes(LongSupplier nanos) {
    this.nanos = nanos;
  }

  @Override
  public void reconcileCustomResource(
      HasMetadata resource, @Nullable RetryInfo retry, Map<String, Object> metadata) {
    waiting.putIfAbsent(Subject.of(resource), nanos.getAsLong());
  }

  @Override
  public void reconciliationExecutionStarted(HasMetadata resource, Map<String, Object> metadata) {
    var subject = Subject.of(resource);
    waiting.remove(subject);
    running.put(subject, nanos.getAsLong());
  }

  @Override
  public void reconciliationExecutionFinished(HasMetadata resource, Map<String, Object> metadata) {
    var began = running.remove(Subject.of(resource));
    if (began != null) {
      tally(resource.getKind()).took(Duration.ofNanos(nanos.getAsLong() - began));
    }
  }

  @Override
  public void failedReconciliation(
      HasMetadata resource, Exception exception, Map<String, Object> metadata) {
    tally(resource.getKind()).failed();
  }

  @Override
  public void cleanupDoneFor(ResourceID resource, Map<String, Object> metadata) {
    waiting.keySet().removeIf(subject -> subject.id().equals(resource));
  }

  /** The one that has been at it for the longest, where one has been for longer than this. */
  Optional<String> stuckFor(Duration limit) {
    return oldest(running, limit)
        .map(it -> it + " has been reconciled without an end")
        .or(() -> oldest(waiting, limit).map(it -> it + " has waited for its reconciler"));
  }

  int waiting() {
    return waiting.size();
  }

  int running() {
    return running.size();
  }

  SortedMap<String, Tally> byKind() {
    return byKind;
  }

  private Tally tally(String kind) {
    return byKind.computeIfAbsent(kind, _ -> new Tally());
  }

  private Optional<String> oldest(Map<Subject, Long> since, Duration limit) {
    var now = nanos.getAsLong();
    return since.entrySet().stream()
        .filter(entry -> now - entry.getValue() > limit.toNanos())
        .max(Comparator.comparing(entry -> now - entry.getValue()))
        .map(entry -> entry.getKey().inWords());
  }

  private record Subject(String kind, ResourceID id) {
    static Subject of(HasMetadata resource) {
      return new Subject(resource.getKind(), ResourceID.fromResource(resource));
    }

    String inWords() {
      return kind + " " + id.getNamespace().orElse("") + "/" + id.getName();
    }
  }
}
