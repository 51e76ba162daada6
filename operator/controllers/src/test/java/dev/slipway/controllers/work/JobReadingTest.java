package dev.slipway.controllers.work;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.api.SlipwaySerialization;
import dev.slipway.controllers.work.JobState.Lost;
import dev.slipway.controllers.work.JobState.Running;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobStatus;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class JobReadingTest {
  private static final KubernetesSerialization YAML = SlipwaySerialization.create();
  private static final String MADE = "2026-11-21T09:00:00Z";

  @Test
  void takesAStartThatTakesItsTimeForWork() {
    var starting =
        pod("phase: Pending, containerStatuses: [{state: {waiting: {reason: ContainerCreating}}}]");

    assertThat(state(List.of(starting), List.of(), "")).isEqualTo(new Running("the worker job"));
    assertThat(state(List.of(), List.of(), "")).isEqualTo(new Running("the worker job"));
  }

  @Test
  void saysWhatTheKubeletMisses() {
    var waiting =
        pod(
            "phase: Pending, containerStatuses: [{state: {waiting:"
                + " {reason: ImagePullBackOff, message: no such image}}}]");

    assertThat(state(List.of(waiting), List.of(), ""))
        .isEqualTo(new Running("ImagePullBackOff: no such image", null, Instant.parse(MADE)));
  }

  @Test
  void saysWhatCannotBeMounted() {
    var starting =
        pod("phase: Pending, containerStatuses: [{state: {waiting: {reason: ContainerCreating}}}]");

    assertThat(state(List.of(starting), List.of("secret x is busy", "secret x not found"), ""))
        .isEqualTo(new Running("secret x not found", null, Instant.parse(MADE)));
  }

  @Test
  void saysWhyNoNodeTakesThePod() {
    var homeless =
        pod(
            "phase: Pending, conditions: [{type: PodScheduled, status: 'False',"
                + " message: persistentvolumeclaim files not found}]");

    assertThat(state(List.of(homeless), List.of(), ""))
        .isEqualTo(new Running("persistentvolumeclaim files not found", null, Instant.parse(MADE)));
  }

  @Test
  void readsHowFarTheWorkerIs() {
    var running = pod("phase: Running, containerStatuses: [{state: {running: {}}}]");
    var log = "{\"progress\":{\"step\":\"dump\",\"done\":3,\"total\":4,\"unit\":\"tables\"}}";

    assertThat(state(List.of(running), List.of(), log))
        .isInstanceOfSatisfying(
            Running.class,
            state -> {
              assertThat(state.progress()).extracting("text").isEqualTo("dump 3/4 tables");
              assertThat(state.stuckSince()).isNull();
            });
  }

  @Test
  void missesAWorkerWhoseJobIsCompleteAndWhosePodIsGone() {
    var job = job();
    job.setStatus(
        YAML.unmarshal(
            "conditions: [{type: Complete, status: 'True', lastTransitionTime: '" + MADE + "'}]",
            JobStatus.class));

    var state = new JobReading(job, List.of(), List.of(), "").attempt().state();

    assertThat(state)
        .isEqualTo(
            new Lost(
                "WorkerLost",
                "the worker ended, and its pod is gone with its report",
                Instant.parse(MADE)));
  }

  private static JobState state(List<Pod> pods, List<String> mountFailures, String log) {
    return new JobReading(job(), pods, mountFailures, log).attempt().state();
  }

  private static Job job() {
    return YAML.unmarshal(
        """
            apiVersion: batch/v1
            kind: Job
            metadata:
              name: job
              labels: {slipway.dev/step: BackUp, slipway.dev/attempt: '1', slipway.dev/generation: '1'}
            """,
        Job.class);
  }

  private static Pod pod(String status) {
    return YAML.unmarshal(
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: job, creationTimestamp: '%s'}
        status: {%s}
        """
            .formatted(MADE, status),
        Pod.class);
  }
}
