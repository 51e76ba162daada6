package dev.slipway.controllers.quiesce;

import dev.slipway.api.environment.WorkloadKind;
import dev.slipway.api.status.QuiesceRecord;
import dev.slipway.api.status.RecordedObject;
import dev.slipway.controllers.step.StepResult;
import dev.slipway.controllers.step.StepResult.Act;
import dev.slipway.controllers.step.StepResult.Done;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** All recorded workloads on their way to one posture. */
record Move(App app, QuiesceRecord record, Posture posture) {
  private static final Set<String> WORKLOADS =
      Arrays.stream(WorkloadKind.values())
          .map(WorkloadKind::kind)
          .collect(Collectors.toUnmodifiableSet());

  /**
   * @param done what is so when nothing is left to do
   * @param patience what comes of it while something is awaited
   */
  StepResult next(String done, Function<List<String>, StepResult> patience) {
    return change().orElseGet(() -> afterChanges(done, patience));
  }

  /** What was recorded and is not there any more, or is another one by now. */
  List<String> gone() {
    return workloads()
        .filter(recorded -> app.workload(recorded).isEmpty())
        .map(it -> it.kind() + " " + it.name() + " is gone, or is another one: it was left alone")
        .toList();
  }

  private Optional<StepResult> change() {
    return workloads()
        .flatMap(recorded -> app.workload(recorded).flatMap(it -> change(recorded, it)).stream())
        .findFirst();
  }

  private Optional<StepResult> change(RecordedObject recorded, WorkloadSeen seen) {
    return posture
        .change(recorded, seen)
        .map(action -> new Act(action, Posture.nameOf(seen) + " is changed"));
  }

  private StepResult afterChanges(String done, Function<List<String>, StepResult> patience) {
    var awaited =
        workloads()
            .flatMap(
                recorded ->
                    app.workload(recorded).flatMap(it -> posture.awaited(recorded, it)).stream())
            .toList();
    return awaited.isEmpty()
        ? new Done(gone().isEmpty() ? done : done + "; " + Words.join(gone()))
        : patience.apply(awaited);
  }

  private Stream<RecordedObject> workloads() {
    return record.recorded().stream().filter(recorded -> WORKLOADS.contains(recorded.kind()));
  }
}
