package dev.slipway.controllers.quiesce;

import static dev.slipway.controllers.quiesce.AppFixtures.HOLDER;
import static dev.slipway.controllers.quiesce.AppFixtures.OTHER;
import static dev.slipway.controllers.quiesce.AppFixtures.app;
import static dev.slipway.controllers.quiesce.AppFixtures.bareDeployment;
import static dev.slipway.controllers.quiesce.AppFixtures.cronJob;
import static dev.slipway.controllers.quiesce.AppFixtures.deployment;
import static dev.slipway.controllers.quiesce.AppFixtures.mark;
import static dev.slipway.controllers.quiesce.AppFixtures.part;
import static dev.slipway.controllers.quiesce.AppFixtures.pod;
import static dev.slipway.controllers.quiesce.AppFixtures.record;
import static dev.slipway.controllers.quiesce.AppFixtures.recordedCronJob;
import static dev.slipway.controllers.quiesce.AppFixtures.recordedDeployment;
import static dev.slipway.controllers.quiesce.AppFixtures.touched;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.api.status.QuiesceRecord;
import dev.slipway.controllers.step.Action;
import dev.slipway.controllers.step.Rhythm;
import dev.slipway.controllers.step.StepResult;
import dev.slipway.controllers.step.StepResult.Act;
import dev.slipway.controllers.step.StepResult.Done;
import dev.slipway.controllers.step.StepResult.Fail;
import dev.slipway.controllers.step.StepResult.Stall;
import dev.slipway.controllers.step.StepResult.Wait;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ReplicasTest {
  private static final Map<String, String> NONE = Map.of();
  private static final Map<String, String> MARK = mark(HOLDER, recordedDeployment(3));
  private static final Map<String, String> MARK_OF_ANOTHER = mark(OTHER, recordedDeployment(3));
  private static final Duration SOON = Duration.ofSeconds(1);
  private static final Duration LATE = Duration.ofMinutes(6);

  enum Wish {
    REDUCED,
    STOPPED,
    STARTED,
    GIVEN_BACK;

    StepResult of(App app, QuiesceRecord record, Duration elapsed) {
      return switch (this) {
        case REDUCED -> Replicas.reduce(app, record, HOLDER, elapsed);
        case STOPPED -> Replicas.stop(app, record, HOLDER, elapsed);
        case STARTED -> Replicas.startOne(app, record, elapsed);
        case GIVEN_BACK -> Replicas.giveBack(app, record, elapsed);
      };
    }
  }

  /** From what is there to what is asked for; nothing where it is as wanted. */
  @ParameterizedTest
  @CsvSource({
    // wish, recorded, there, marked, wanted
    "REDUCED,    3, 3, false, 1",
    "REDUCED,    3, 1, true,",
    "REDUCED,    3, 0, true,",
    "REDUCED,    3, 1, false, 1",
    "REDUCED,    1, 1, false,",
    "REDUCED,    1, 2, false, 1",
    "REDUCED,    0, 0, false,",
    "REDUCED,    0, 1, false, 0",
    "STOPPED,    3, 1, true,  0",
    "STOPPED,    1, 1, false, 0",
    "STOPPED,    3, 0, true,",
    "STOPPED,    0, 0, false,",
    "STARTED,    3, 0, true,  1",
    "STARTED,    3, 0, false, 1",
    "STARTED,    3, 2, true,  1",
    "STARTED,    3, 1, true,",
    "STARTED,    0, 0, false,",
    "GIVEN_BACK, 3, 1, true,  3",
    "GIVEN_BACK, 3, 1, false, 3",
    "GIVEN_BACK, 3, 5, false, 3",
    "GIVEN_BACK, 3, 3, true,  3",
    "GIVEN_BACK, 3, 3, false,",
    "GIVEN_BACK, 0, 0, false,",
    "GIVEN_BACK, 0, 1, false, 0"
  })
  void asksForAsManyAs(Wish wish, int recorded, int there, boolean marked, Integer wanted) {
    var annotations = mark(marked ? HOLDER : null, recordedDeployment(recorded));
    var app = app(List.of(deployment(there, there, there, annotations)));

    var result = wish.of(app, record(recordedDeployment(recorded)), LATE);

    assertThat(replicas(result)).isEqualTo(Optional.ofNullable(wanted));
  }

  @Test
  void marksInTheSameChange() {
    var app = app(List.of(deployment(3, 3, 3, NONE)));

    assertThat(change(Replicas.reduce(app, record(recordedDeployment(3)), HOLDER, SOON)))
        .isEqualTo(Map.of("metadata", Map.of("annotations", MARK), "spec", Map.of("replicas", 1)));
  }

  @Test
  void putsItsOwnMarkOnWhatAnotherRunLeftDown() {
    var app = app(List.of(deployment(1, 1, 1, MARK_OF_ANOTHER)));

    assertThat(change(Replicas.reduce(app, record(recordedDeployment(3)), HOLDER, SOON)))
        .containsEntry("metadata", Map.of("annotations", MARK));
  }

  @Test
  void takesTheMarkOffAsItGivesBack() {
    var app = app(List.of(deployment(1, 1, 1, MARK)));

    var change = change(Replicas.giveBack(app, record(recordedDeployment(3)), SOON));

    assertThat(change.get("metadata")).hasToString("{annotations={slipway.dev/quiesced=null}}");
  }

  @Test
  void takesItsNameOffTheFieldsThatItGaveBack() {
    var object = touched(bareDeployment(3, 3, NONE));

    var change =
        change(
            Replicas.giveBack(
                app(List.of(WorkloadReading.of(object, List.of()))),
                record(recordedDeployment(3)),
                SOON));

    assertThat(part(change, "metadata")).containsOnlyKeys("managedFields");
  }

  @ParameterizedTest
  @CsvSource({
    // wish, recorded suspended, suspended, running, marked, wanted
    "REDUCED,    false, false, 0, false, true",
    "REDUCED,    false, true,  0, true,",
    "REDUCED,    false, true,  0, false, true",
    "REDUCED,    true,  true,  0, false,",
    "STOPPED,    false, false, 0, false, true",
    "STARTED,    false, true,  0, true,",
    "GIVEN_BACK, false, true,  0, true,  false",
    "GIVEN_BACK, false, true,  0, false, false",
    "GIVEN_BACK, true,  true,  0, false,",
    "GIVEN_BACK, false, false, 0, false,"
  })
  void suspendsCronJobs(
      Wish wish, boolean recorded, boolean suspended, int running, boolean marked, Boolean wanted) {
    var annotations = mark(marked ? HOLDER : null, recordedCronJob(recorded));
    var app = app(List.of(cronJob(suspended, running, annotations)));

    var result = wish.of(app, record(recordedCronJob(recorded)), SOON);

    assertThat(spec(result, "suspend")).isEqualTo(Optional.ofNullable(wanted));
  }

  @Test
  void waitsForWhatACronJobStillRuns() {
    var app = app(List.of(cronJob(true, 2, mark(HOLDER, recordedCronJob(false)))));

    assertThat(Replicas.reduce(app, record(recordedCronJob(false)), HOLDER, SOON))
        .isEqualTo(
            new Wait(
                "Job crm-import-0, crm-import-1 of CronJob crm-import to end", Rhythm.poll(SOON)));
  }

  /** What comes of it while pods are there that should not be, or are not that should. */
  static Stream<Arguments> patience() {
    return Stream.of(
        Arguments.of(Wish.REDUCED, deployment(1, 2, 1, MARK), SOON, Wait.class, "2 pods"),
        Arguments.of(Wish.REDUCED, deployment(1, 2, 1, MARK), LATE, Fail.class, "2 pods"),
        Arguments.of(Wish.REDUCED, deployment(1, 1, 0, MARK), LATE, Done.class, "at rest"),
        Arguments.of(Wish.REDUCED, unseen(1, MARK), SOON, Wait.class, "its controller"),
        Arguments.of(Wish.STOPPED, deployment(0, 1, 0, MARK), SOON, Wait.class, "crm-0"),
        Arguments.of(Wish.STOPPED, deployment(0, 5, 0, MARK), LATE, Stall.class, "crm-2, …"),
        Arguments.of(Wish.STOPPED, deployment(0, 0, 0, MARK), LATE, Done.class, "stopped"),
        Arguments.of(Wish.STARTED, deployment(1, 1, 0, MARK), SOON, Wait.class, "0 of 1"),
        Arguments.of(Wish.STARTED, deployment(1, 1, 0, MARK), LATE, Fail.class, "its log"),
        Arguments.of(Wish.STARTED, crashing(), LATE, Fail.class, "CrashLoopBackOff (again"),
        Arguments.of(Wish.STARTED, unseen(1, MARK), SOON, Wait.class, "to be ready"),
        Arguments.of(Wish.STARTED, deployment(1, 1, 1, MARK), SOON, Done.class, "started"),
        Arguments.of(Wish.GIVEN_BACK, deployment(3, 3, 1, NONE), SOON, Wait.class, "1 of 3"),
        Arguments.of(Wish.GIVEN_BACK, deployment(3, 3, 1, NONE), LATE, Done.class, "1 of 3"),
        Arguments.of(Wish.GIVEN_BACK, deployment(3, 3, 3, NONE), SOON, Done.class, "as it was"));
  }

  @ParameterizedTest
  @MethodSource("patience")
  void hasPatienceOfItsOwn(
      Wish wish, WorkloadSeen seen, Duration elapsed, Class<?> kind, String words) {
    var result = wish.of(app(List.of(seen)), record(recordedDeployment(3)), elapsed);

    assertThat(result).isInstanceOf(kind);
    assertThat(result.toString()).contains(words);
  }

  @ParameterizedTest
  @CsvSource({"REDUCED", "STOPPED", "STARTED", "GIVEN_BACK"})
  void passesOverAWorkloadThatIsGoneOrAnother(Wish wish) {
    var gone = app(List.of());
    var another = deployment(3, 3, 3, NONE);
    another.object().getMetadata().setUid("another");

    for (var app : List.of(gone, app(List.of(another)))) {
      assertThat(wish.of(app, record(recordedDeployment(3)), SOON))
          .isInstanceOfSatisfying(
              Done.class, done -> assertThat(done.note()).contains("Deployment crm is gone"));
    }
  }

  @ParameterizedTest
  @CsvSource({"Succeeded, 0", "Failed, 0", "Running, 1", "Pending, 1", "Unknown, 1"})
  void countsPodsThatMayStillWrite(String phase, int counted) {
    var pod = new PodBuilder(pod(0)).editStatus().withPhase(phase).endStatus().build();

    var seen = (WorkloadSeen.Scalable) WorkloadReading.of(bareDeployment(1, 1, NONE), List.of(pod));

    assertThat(seen.pods()).hasSize(counted);
  }

  private static WorkloadSeen unseen(int replicas, Map<String, String> annotations) {
    var object = bareDeployment(replicas, replicas, annotations);
    object.getStatus().setObservedGeneration(3L);
    return WorkloadReading.of(object, List.of(pod(0)));
  }

  private static WorkloadSeen crashing() {
    Pod pod =
        new PodBuilder(pod(0))
            .editStatus()
            .addNewContainerStatus()
            .withNewState()
            .withNewWaiting()
            .withReason("CrashLoopBackOff")
            .withMessage("again in 5m")
            .endWaiting()
            .endState()
            .endContainerStatus()
            .endStatus()
            .build();
    return WorkloadReading.of(bareDeployment(1, 0, MARK), List.of(pod));
  }

  private static Optional<Object> replicas(StepResult result) {
    return spec(result, "replicas");
  }

  private static Optional<Object> spec(StepResult result, String field) {
    return result instanceof Act
        ? Optional.ofNullable(part(change(result), "spec").get(field))
        : Optional.empty();
  }

  private static Map<String, Object> change(StepResult result) {
    return ((Action.Change) ((Act) result).action()).change();
  }
}
