package dev.slipway.controllers.quiesce;

import dev.slipway.api.status.QuiesceRecord;
import dev.slipway.api.status.RecordedObject;
import dev.slipway.controllers.quiesce.AutoscalerSeen.Horizontal;
import dev.slipway.controllers.quiesce.AutoscalerSeen.Scaled;
import dev.slipway.controllers.step.Action;
import dev.slipway.controllers.step.StepResult;
import dev.slipway.controllers.step.StepResult.Act;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The autoscalers of an app, which would not leave it at rest: a HorizontalPodAutoscaler is held at
 * one replica, and one of KEDA is paused. Whoever changes them meanwhile has the last word when
 * they are let go.
 */
record Pins(App app, QuiesceRecord record) {
  private static final Map<String, Object> ONE = Map.of("minReplicas", 1, "maxReplicas", 1);

  /** What is still to be done until none of them scales. */
  Optional<StepResult> pinning(HasMetadata holder) {
    return first(
        (recorded, seen) ->
            isPinned(seen) && (isAsRecorded(recorded, seen) || Mark.isOn(seen.object(), holder))
                ? Optional.empty()
                : Optional.of(
                    new Act(pin(recorded, seen, holder), nameOf(seen) + " scales no more")));
  }

  /** What is still to be done until they are as they were. */
  Optional<StepResult> freeing() {
    return first(
        (recorded, seen) ->
            Mark.isOn(seen.object())
                ? Optional.of(new Act(free(recorded, seen), nameOf(seen) + " scales again"))
                : Changes.disowning(seen.object())
                    .map(it -> new Act(it, "the fields of " + nameOf(seen) + " are anybody's")));
  }

  /** One whose autoscaler was let loose again after it had been pinned for this holder. */
  Optional<AutoscalerSeen> loosened(HasMetadata holder) {
    return pairs()
        .map(Pair::seen)
        .filter(it -> Mark.isOn(it.object(), holder) && !isPinned(it))
        .findFirst();
  }

  /** What is scaled by any of them, as {@link AutoscalerSeen#target(String, String)} says it. */
  Set<String> targets() {
    return pairs().map(pair -> pair.seen().target()).collect(Collectors.toUnmodifiableSet());
  }

  static String nameOf(AutoscalerSeen seen) {
    return seen.object().getKind() + " " + seen.object().getMetadata().getName();
  }

  private record Pair(RecordedObject recorded, AutoscalerSeen seen) {}

  @FunctionalInterface
  private interface Movement {
    Optional<StepResult> of(RecordedObject recorded, AutoscalerSeen seen);
  }

  private Optional<StepResult> first(Movement movement) {
    return pairs().flatMap(it -> movement.of(it.recorded(), it.seen()).stream()).findFirst();
  }

  /** One that has the name of a recorded one by now is another. */
  private Stream<Pair> pairs() {
    return record.recorded().stream()
        .flatMap(
            recorded ->
                app.autoscalers().stream()
                    .filter(it -> it.object().getKind().equals(recorded.kind()))
                    .filter(
                        it -> Objects.equals(it.object().getMetadata().getUid(), recorded.uid()))
                    .map(it -> new Pair(recorded, it)));
  }

  private static boolean isPinned(AutoscalerSeen seen) {
    return switch (seen) {
      case Horizontal it -> it.least() == 1 && it.most() == 1;
      case Scaled it -> it.pauses().equals(Map.of(Scaled.PAUSED, "true"));
    };
  }

  private static boolean isAsRecorded(RecordedObject recorded, AutoscalerSeen seen) {
    return switch (seen) {
      case Horizontal it ->
          Objects.equals(recorded.minReplicas(), it.least())
              && Objects.equals(recorded.maxReplicas(), it.most());
      case Scaled it -> it.pauses().equals(recorded.annotations());
    };
  }

  private static Action pin(RecordedObject recorded, AutoscalerSeen seen, HasMetadata holder) {
    var mark = Mark.of(holder, recorded);
    return switch (seen) {
      case Horizontal it -> Changes.marked(it.object(), ONE, mark);
      case Scaled it -> Changes.marked(it.object(), mark, pauses(Map.of(Scaled.PAUSED, "true")));
    };
  }

  private static Action free(RecordedObject recorded, AutoscalerSeen seen) {
    return switch (seen) {
      case Horizontal it ->
          Changes.unmarked(it.object(), isPinned(it) ? bounds(recorded) : Map.of());
      case Scaled it ->
          Changes.unmarked(
              it.object(), Map.of(), isPinned(it) ? pauses(recorded.annotations()) : Map.of());
    };
  }

  private static Map<String, Object> bounds(RecordedObject recorded) {
    return recorded.minReplicas() == null || recorded.maxReplicas() == null
        ? Map.of()
        : Map.of("minReplicas", recorded.minReplicas(), "maxReplicas", recorded.maxReplicas());
  }

  /** Both: a null takes one away. */
  private static Map<String, @Nullable String> pauses(Map<String, String> wanted) {
    var pauses = new HashMap<String, @Nullable String>();
    pauses.put(Scaled.PAUSED, wanted.get(Scaled.PAUSED));
    pauses.put(Scaled.PAUSED_AT, wanted.get(Scaled.PAUSED_AT));
    return pauses;
  }
}
