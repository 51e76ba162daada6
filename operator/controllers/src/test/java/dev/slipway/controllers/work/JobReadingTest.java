package dev.slipway.controllers.work;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.api.SlipwaySerialization;
import dev.slipway.controllers.work.JobState.Lost;
import dev.slipway.controllers.work.JobState.Reported;
import dev.slipway.controllers.work.JobState.Running;
import dev.slipway.engine.FailureCode;
import dev.slipway.engine.order.ReportJson;
import dev.slipway.engine.order.WorkReport;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodSecurityContext;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobStatus;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JobReadingTest {
  private static final KubernetesSerialization YAML = SlipwaySerialization.create();
  private static final String MADE = "2026-11-21T09:00:00Z";
  private static final Instant NOW = Instant.parse("2026-11-21T09:10:00Z");
  private static final Running AT_WORK = new Running("the worker job");

  @Test
  void takesAStartThatTakesItsTimeForWork() {
    var starting = pod("phase: Pending", "waiting: {reason: ContainerCreating}");

    assertThat(state(starting)).isEqualTo(AT_WORK);
    assertThat(state(job(""), List.of())).isEqualTo(AT_WORK);
  }

  @ParameterizedTest
  @CsvSource({
    "ImagePullBackOff, no such image, ImageUnavailable",
    "InvalidImageName, what is this, ImageUnavailable",
    "CreateContainerConfigError, secret \"crm-db\" not found, SecretMissing",
    "CreateContainerConfigError, configmap \"crm\" not found, ConfigMapMissing",
    "CreateContainerConfigError, container has runAsNonRoot, WorkerCannotStart"
  })
  void saysWhatTheKubeletMisses(String reason, String words, String trouble) {
    var waiting =
        pod("phase: Pending", "waiting: {reason: %s, message: '%s'}".formatted(reason, words));

    assertThat(obstacle(state(waiting)))
        .returns(trouble, it -> it.trouble().reason())
        .returns(reason + ": " + words, Obstacle::message)
        .returns(Instant.parse(MADE), Obstacle::since);
  }

  @ParameterizedTest
  @CsvSource({
    "FailedMount, MountVolume.SetUp failed: secret \"crm-db\" not found, SecretMissing",
    "FailedMount, MountVolume.SetUp failed: configmap \"order\" not found, ConfigMapMissing",
    "FailedAttachVolume, Multi-Attach error for volume \"pvc-1\", ClaimNotMountable",
    "FailedMount, 'Unable to attach or mount volumes: timed out', ClaimNotMountable",
    "FailedMount, the disk is on fire, WorkerCannotStart"
  })
  void saysWhatCannotBeMounted(String reason, String words, String trouble) {
    var starting = pod("phase: Pending", "waiting: {reason: ContainerCreating}");

    var state =
        state(job(""), List.of(starting), event("FailedScheduling", "x"), event(reason, words));

    assertThat(obstacle(state))
        .returns(trouble, it -> it.trouble().reason())
        .returns(words, Obstacle::message);
  }

  @ParameterizedTest
  @CsvSource({
    "persistentvolumeclaim \"files\" not found, ClaimMissing",
    "0/3 nodes are available: 3 Insufficient memory., Unschedulable"
  })
  void saysWhyNoNodeTakesThePod(String words, String trouble) {
    var homeless =
        pod(
            "phase: Pending, conditions: [{type: PodScheduled, status: 'False', message: '%s'}]"
                .formatted(words));

    assertThat(obstacle(state(homeless)))
        .returns(trouble, it -> it.trouble().reason())
        .returns(words, Obstacle::message);
  }

  @ParameterizedTest
  @CsvSource({
    "'pods \"job-x\" is forbidden: exceeded quota: small, requested: pods=1', QuotaExceeded",
    "'pods \"job-x\" is forbidden: failed quota: q: must specify limits.memory', QuotaExceeded",
    "'pods \"job-x\" is forbidden: violates PodSecurity \"restricted:latest\"', AdmissionDenied",
    "'admission webhook \"no\" denied the request: not here', AdmissionDenied"
  })
  void saysWhyNoPodIsMade(String words, String trouble) {
    var state = state(job(""), List.of(), event("FailedCreate", "Error creating: " + words));

    assertThat(obstacle(state))
        .returns(trouble, it -> it.trouble().reason())
        .returns("Error creating: " + words, Obstacle::message)
        .returns(Instant.parse(MADE), Obstacle::since);
  }

  @Test
  void saysThatRootMayNotReadTheClaimHere() {
    var job = job("");
    job.getSpec()
        .getTemplate()
        .getSpec()
        .setSecurityContext(YAML.unmarshal("runAsUser: 0", PodSecurityContext.class));

    var state = state(job, List.of(), event("FailedCreate", "violates PodSecurity \"restricted\""));

    assertThat(obstacle(state).trouble()).isEqualTo(WorkerTrouble.CLAIM_NOT_READABLE);
  }

  @Test
  void readsHowFarTheWorkerIs() {
    var running = pod("phase: Running", "running: {startedAt: '" + MADE + "'}");
    var log = "{\"progress\":{\"step\":\"dump\",\"done\":3,\"total\":4,\"unit\":\"tables\"}}";

    var state = new JobReading(job(""), List.of(running), List.of(), log, NOW).attempt().state();

    assertThat(state)
        .isInstanceOfSatisfying(
            Running.class,
            it -> {
              assertThat(it.progress()).extracting("text").isEqualTo("dump 3/4 tables");
              assertThat(it.obstacle()).isNull();
            });
  }

  @Test
  void believesTheReportWhateverElseBefellThePod() {
    var report = WorkReport.failed(FailureCode.TABLE_MISSING, "no table");
    var words = new String(ReportJson.write(report), UTF_8).replace("'", "''");
    var evicted =
        pod(
            "phase: Failed, reason: Evicted",
            "terminated: {exitCode: 0, finishedAt: '%s', message: '%s'}".formatted(MADE, words));

    assertThat(state(evicted)).isEqualTo(new Reported(report, Instant.parse(MADE)));
  }

  @ParameterizedTest
  @CsvSource({
    "phase: Failed, 'reason: OOMKilled, exitCode: 137', WorkerOutOfMemory, worker.resources.limits",
    "phase: Failed, 'reason: Error, exitCode: 1', WorkerFailed, status 1",
    "phase: Failed, 'reason: Error, exitCode: 137', WorkerFailed, killed",
    "phase: Failed, 'reason: StartError, exitCode: 128, message: no such file', WorkerCannotStart,"
        + " no such file",
    "'phase: Failed, reason: Evicted, message: the node was low on disk', 'exitCode: 137',"
        + " WorkerEvicted, low on disk",
    "'phase: Failed, conditions: [{type: DisruptionTarget, status: \"True\", reason:"
        + " EvictionByEvictionAPI, message: drained}]', 'exitCode: 143', WorkerEvicted, drained"
  })
  void saysHowAWorkerWithoutAReportEnded(String status, String end, String trouble, String words) {
    var pod = pod(status, "terminated: {%s, finishedAt: '%s'}".formatted(end, MADE));

    assertThat(state(pod))
        .isInstanceOfSatisfying(
            Lost.class,
            lost -> {
              assertThat(lost.reason()).isEqualTo(trouble);
              assertThat(lost.message()).contains(words);
              assertThat(lost.at()).isEqualTo(MADE);
            });
  }

  @Test
  void saysThatAPodWasDeletedUnderAWorker() {
    var pod = pod("phase: Failed", "terminated: {exitCode: 143, finishedAt: '%s'}".formatted(MADE));
    pod.getMetadata().setDeletionTimestamp(MADE);

    assertThat(reason(state(pod))).isEqualTo("WorkerDeleted");
    assertThat(reason(state(job("type: FailureTarget, reason: DeadlineExceeded"), List.of(pod))))
        .isEqualTo("WorkerDeadlineExceeded");
  }

  @Test
  void saysThatAPodWasEvictedBeforeItBegan() {
    assertThat(reason(state(pod("phase: Failed, reason: Evicted, message: no disk"))))
        .isEqualTo("WorkerEvicted");
  }

  @ParameterizedTest
  @CsvSource({
    "DeadlineExceeded, active for too long, WorkerDeadlineExceeded",
    "BackoffLimitExceeded, specified backoff limit, WorkerDeleted",
    "PodFailurePolicy, 'Pod a/b has condition DisruptionTarget matching FailJob rule at index 0',"
        + " WorkerEvicted",
    "PodFailurePolicy, 'Container worker for pod a/b failed with exit code 143 matching FailJob"
        + " rule at index 1', WorkerDeleted",
    "PodFailurePolicy, 'Container worker for pod a/b failed with exit code 70 matching FailJob"
        + " rule at index 1', WorkerFailed",
    "SomethingNew, nobody knows, WorkerFailed"
  })
  void asksTheJobWhereThePodIsGone(String reason, String message, String trouble) {
    var job = job("type: Failed, reason: %s, message: '%s'".formatted(reason, message));

    assertThat(reason(state(job, List.of()))).isEqualTo(trouble);
  }

  @Test
  void saysWhatAWorkerWaitedForUntilItsDeadline() {
    var job = job("type: Failed, reason: DeadlineExceeded");

    var state = state(job, List.of(), event("FailedMount", "secret \"crm-db\" not found"));

    assertThat(reason(state)).isEqualTo("SecretMissing");
  }

  @Test
  void missesAWorkerWhoseJobIsCompleteAndWhosePodIsGone() {
    assertThat(state(job("type: Complete"), List.of()))
        .isEqualTo(
            new Lost(
                WorkerTrouble.UNREAD,
                "the worker ended, and its pod is gone with its report",
                Instant.parse(MADE)));
  }

  @ParameterizedTest
  @CsvSource({"59, false", "60, true"})
  void givesANodeThatIsNotHeardOfAMinute(long seconds, boolean lost) {
    var silent =
        pod(notReadySince(NOW.minusSeconds(seconds)), "running: {startedAt: '" + MADE + "'}");

    var state = state(silent);

    assertThat(state instanceof Lost).isEqualTo(lost);
    assertThat(state.toString()).contains("node has not been heard of since");
    assertThat(lost ? reason(state) : "").isEqualTo(lost ? "NodeLost" : "");
  }

  @Test
  void missesANodeWhereADeletedPodDoesNotGo() {
    var stuck = pod("phase: Running", "running: {startedAt: '" + MADE + "'}");
    stuck.getMetadata().setDeletionTimestamp(NOW.plusSeconds(5).toString());
    assertThat(state(stuck)).isEqualTo(AT_WORK);

    stuck.getMetadata().setDeletionTimestamp(NOW.minusSeconds(60).toString());

    assertThat(reason(state(stuck))).isEqualTo("NodeLost");
  }

  @Test
  void doesNotTakeAPodThatIsJustStartingForSilent() {
    var starting =
        YAML.unmarshal(
            """
            apiVersion: v1
            kind: Pod
            metadata: {name: job-x, creationTimestamp: '%s'}
            status:
              phase: Running
              conditions: [{type: Ready, status: 'False', lastTransitionTime: '%s'}]
              containerStatuses: [{ready: false, state: {running: {startedAt: '%s'}}}]
            """
                .formatted(MADE, NOW.minusSeconds(600), MADE),
            Pod.class);

    assertThat(state(starting)).isEqualTo(AT_WORK);
  }

  @Test
  void waitsForTheWorkerOfAJobThatSomebodyDeletes() {
    var job = job("");
    job.getMetadata().setDeletionTimestamp(MADE);

    assertThat(state(job, List.of(pod("phase: Running", "running: {startedAt: '" + MADE + "'}"))))
        .isEqualTo(new Running("the worker to end, whose Job somebody deleted"));
  }

  private static String notReadySince(Instant since) {
    return "phase: Running, conditions: [{type: Ready, status: 'False', lastTransitionTime: '"
        + since
        + "'}]";
  }

  private static Obstacle obstacle(JobState state) {
    return requireNonNull(((Running) state).obstacle());
  }

  private static String reason(JobState state) {
    return ((Lost) state).reason();
  }

  private static JobState state(Pod pod) {
    return state(job(""), List.of(pod));
  }

  private static JobState state(Job job, List<Pod> pods, Event... events) {
    return new JobReading(job, pods, List.of(events), "", NOW).attempt().state();
  }

  /**
   * @param condition that is true, as the inside of a YAML mapping; may be empty
   */
  private static Job job(String condition) {
    var job =
        YAML.unmarshal(
            """
            apiVersion: batch/v1
            kind: Job
            metadata:
              name: job
              creationTimestamp: '%s'
              labels: {slipway.dev/step: BackUp, slipway.dev/attempt: '1', slipway.dev/generation: '1'}
            spec: {activeDeadlineSeconds: 300, template: {spec: {restartPolicy: Never}}}
            """
                .formatted(MADE),
            Job.class);
    if (!condition.isEmpty()) {
      job.setStatus(
          YAML.unmarshal(
              "conditions: [{%s, status: 'True', lastTransitionTime: '%s'}]"
                  .formatted(condition, MADE),
              JobStatus.class));
    }
    return job;
  }

  private static Event event(String reason, String message) {
    var event = new Event();
    event.setReason(reason);
    event.setMessage(message);
    event.setLastTimestamp(MADE);
    return event;
  }

  private static Pod pod(String status) {
    return YAML.unmarshal(
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: job-x, creationTimestamp: '%s'}
        status: {%s}
        """
            .formatted(MADE, status),
        Pod.class);
  }

  private static Pod pod(String status, String containerState) {
    return pod(status + ", containerStatuses: [{ready: true, state: {" + containerState + "}}]");
  }
}
