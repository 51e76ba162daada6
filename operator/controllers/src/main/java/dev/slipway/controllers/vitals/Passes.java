package dev.slipway.controllers.vitals;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.javaoperatorsdk.operator.api.monitoring.Metrics;
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

/** The passes of all reconcilers: which ones run, and how long others took. */
public final class Passes implements Metrics {
  private final LongSupplier nanos;
  private final ConcurrentMap<Subject, Long> running = new ConcurrentHashMap<>();
  private final SortedMap<String, Tally> byKind = new ConcurrentSkipListMap<>();

  /**
   * @param nanos a clock that only goes forward
   */
  public Passes(LongSupplier nanos) {
    this.nanos = nanos;
  }

  @Override
  public void reconciliationExecutionStarted(HasMetadata resource, Map<String, Object> metadata) {
    running.put(Subject.of(resource), nanos.getAsLong());
  }

  /** Without a resource where it had gone before its turn came. */
  @Override
  public void reconciliationExecutionFinished(
      @Nullable HasMetadata resource, Map<String, Object> metadata) {
    if (resource == null) {
      return;
    }
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

  /** The one that has been at it for the longest, where one has been for longer than this. */
  Optional<String> stuckFor(Duration limit) {
    var now = nanos.getAsLong();
    return running.entrySet().stream()
        .filter(entry -> now - entry.getValue() > limit.toNanos())
        .max(Comparator.comparingLong(entry -> now - entry.getValue()))
        .map(entry -> entry.getKey().inWords() + " has been reconciled without an end");
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

  private record Subject(String kind, ResourceID id) {
    static Subject of(HasMetadata resource) {
      return new Subject(resource.getKind(), ResourceID.fromResource(resource));
    }

    String inWords() {
      return kind + " " + id.getNamespace().orElse("") + "/" + id.getName();
    }
  }
}
