package dev.slipway.controllers.restore;

import static java.util.Objects.requireNonNull;

import dev.slipway.api.SlipwaySerialization;
import dev.slipway.api.backup.Backup;
import dev.slipway.api.environment.AppEnvironment;
import dev.slipway.api.environment.AppEnvironmentStatus;
import dev.slipway.api.restore.Restore;
import dev.slipway.api.restore.RestorePhase;
import dev.slipway.api.restore.RestoreStatus;
import dev.slipway.api.status.Condition;
import dev.slipway.api.status.ConditionStatus;
import dev.slipway.api.status.QuiesceRecord;
import dev.slipway.api.status.RecordedObject;
import dev.slipway.api.status.StepState;
import dev.slipway.api.status.StepStatus;
import dev.slipway.controllers.bench.Crm;
import dev.slipway.controllers.check.JobsSeen;
import dev.slipway.controllers.quiesce.App;
import dev.slipway.controllers.quiesce.WorkloadSeen;
import dev.slipway.controllers.quiesce.WorkloadSeen.Scalable;
import dev.slipway.controllers.work.JobAttempt;
import dev.slipway.controllers.work.JobAttempts;
import dev.slipway.controllers.work.JobState;
import dev.slipway.controllers.work.Labels;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.batch.v1.CronJob;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobStatusBuilder;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A restore as one pass sees it, built up from what a test is about. */
final class RestoreFixtures {
  static final Instant NOW = Instant.parse("2026-11-21T09:00:00Z");

  private static final KubernetesSerialization YAML = SlipwaySerialization.create();

  private final Restore restore = read("restore.yaml", Restore.class);
  private final AppEnvironment target = Crm.storedEnvironment();
  private final List<StepStatus> steps = new ArrayList<>();
  private final List<JobAttempt> attempts = new ArrayList<>();
  private final List<Condition> conditions = new ArrayList<>();
  private final List<WorkloadSeen> workloads = new ArrayList<>();
  private final List<RecordedObject> recorded = new ArrayList<>();
  private @Nullable Backup backup = read("backup.yaml", Backup.class);
  private @Nullable AppEnvironment origin;
  private @Nullable Backup safetyBackup;
  private @Nullable String forbidden;
  private @Nullable String resolvedNonce;
  private final List<CronJob> cronJobs = new ArrayList<>();
  private final List<Job> jobs = new ArrayList<>();
  private RestorePhase phase = RestorePhase.PENDING;
  private boolean hasTarget = true;

  static RestoreFixtures aRestore() {
    return new RestoreFixtures();
  }

  static <T> T read(String resource, Class<T> kind) {
    return YAML.unmarshal(
        requireNonNull(RestoreFixtures.class.getResourceAsStream(resource)), kind);
  }

  /** Changes fields of the restore's spec, as a user does with a merge patch. */
  RestoreFixtures spec(Map<String, Object> fields) {
    restore.setSpec(
        YAML.convertValue(merged(restore.getSpec(), fields), restore.getSpec().getClass()));
    return this;
  }

  RestoreFixtures target(Map<String, Object> fields) {
    target.setSpec(
        YAML.convertValue(merged(target.getSpec(), fields), target.getSpec().getClass()));
    return this;
  }

  RestoreFixtures readyTarget() {
    target.setStatus(read("ready.yaml", AppEnvironmentStatus.class));
    return this;
  }

  /** A workload of the target, of which so many pods are there and will not go. */
  RestoreFixtures workload(Deployment deployment, int pods) {
    deployment.getMetadata().setUid("uid-" + workloads.size());
    workloads.add(
        new Scalable(deployment, 0, 0, true, Map.of(), Collections.nCopies(pods, aPod())));
    recorded.add(
        new RecordedObject(
            "Deployment",
            deployment.getMetadata().getName(),
            deployment.getMetadata().getUid(),
            0,
            null,
            null,
            null,
            Map.of()));
    return this;
  }

  private static Pod aPod() {
    return new PodBuilder().withNewMetadata().withName("crm-0").endMetadata().build();
  }

  RestoreFixtures encrypted() {
    return target(
        Map.of(
            "stores", YAML.unmarshal(YAML.asYaml(Crm.encrypted().getSpec().stores()), Map.class)));
  }

  RestoreFixtures withoutTarget() {
    hasTarget = false;
    return this;
  }

  RestoreFixtures forbidden(String words) {
    forbidden = words;
    return this;
  }

  RestoreFixtures deleted() {
    restore.getMetadata().setDeletionTimestamp(NOW.toString());
    return this;
  }

  RestoreFixtures backup(@Nullable Backup other) {
    backup = other;
    return this;
  }

  /** The backup is of another environment, whose spec has these fields besides. */
  RestoreFixtures independent(String namespace, Map<String, Object> fields) {
    origin = Crm.storedEnvironment();
    origin.getMetadata().setName("crm-prod");
    origin.getMetadata().setNamespace(namespace);
    origin.setSpec(
        YAML.convertValue(merged(origin.getSpec(), fields), origin.getSpec().getClass()));
    backup =
        YAML.unmarshal(
            YAML.asJson(read("backup.yaml", Backup.class))
                .replace("\"environment\":\"crm\"", "\"environment\":\"crm-prod\""),
            Backup.class);
    backup.getMetadata().setNamespace(namespace);
    return spec(
        Map.of(
            "mode",
            "Independent",
            "backup",
            Map.of("namespace", namespace, "name", "crm-before-import")));
  }

  /** The target's own backup, of which one condition holds. */
  RestoreFixtures safetyBackup(String condition) {
    safetyBackup = read("backup.yaml", Backup.class);
    safetyBackup.getMetadata().setLabels(Map.of(Labels.RUN, restore.getMetadata().getUid()));
    var holding = new Condition(condition, ConditionStatus.TRUE, 1L, NOW, condition, "so it is");
    safetyBackup.setStatus(
        YAML.convertValue(
            Map.of("conditions", List.of(YAML.convertValue(holding, Map.class))),
            safetyBackup.getStatus().getClass()));
    return this;
  }

  RestoreFixtures in(RestorePhase now) {
    phase = now;
    return this;
  }

  RestoreFixtures condition(String type, String reason) {
    conditions.add(new Condition(type, ConditionStatus.FALSE, 1L, NOW, reason, "before"));
    return this;
  }

  /** Every step of the forward way before this one is settled. */
  RestoreFixtures before(String step) {
    for (var phased : Route.FORWARD.steps()) {
      if (phased.name().equals(step)) {
        phase = phased.phase();
        return this;
      }
      step(phased.name(), StepState.DONE);
    }
    throw new IllegalArgumentException("no step " + step);
  }

  /** This step is being carried out; all before it are settled. */
  RestoreFixtures at(String step) {
    return before(step).step(step, StepState.RUNNING);
  }

  RestoreFixtures step(String name, StepState state) {
    steps.removeIf(it -> it.name().equals(name));
    steps.add(new StepStatus(name, state, null, NOW.minusSeconds(60), null, "so far"));
    return this;
  }

  RestoreFixtures attempt(String step, int number, JobState state) {
    attempts.add(new JobAttempt(step, number, 1, NOW, state));
    return this;
  }

  /** The restore asks for a Job of this CronJob, which is suspended. */
  RestoreFixtures smoke(boolean isThere) {
    if (isThere) {
      cronJobs.add(read("smoke.yaml", CronJob.class));
    }
    return spec(
        Map.of(
            "validation",
            List.of(Map.of("name", "flows", "job", Map.of("fromCronJob", "crm-smoke")))));
  }

  /** A Job that was begun has come to this. */
  RestoreFixtures job(Job begun, String condition) {
    begun.setStatus(
        new JobStatusBuilder()
            .addNewCondition()
            .withType(condition)
            .withStatus("True")
            .withReason("Because")
            .withMessage("so it is")
            .endCondition()
            .build());
    jobs.add(begun);
    return this;
  }

  RestoreFixtures resolved(String nonce) {
    resolvedNonce = nonce;
    return this;
  }

  RestoreFixtures since(String step, Instant start) {
    steps.removeIf(it -> it.name().equals(step));
    steps.add(new StepStatus(step, StepState.RUNNING, null, start, null, "so far"));
    return this;
  }

  RestoreView view() {
    restore.setStatus(
        new RestoreStatus(
            conditions,
            1L,
            phase,
            null,
            steps,
            null,
            new QuiesceRecord(recorded, NOW),
            null,
            List.of(),
            null,
            null,
            null,
            null,
            null,
            null,
            resolvedNonce));
    return new RestoreView(
        restore,
        forbidden,
        hasTarget ? new App(target, workloads, List.of(), Optional.empty()) : null,
        new JobAttempts(attempts),
        new JobsSeen(cronJobs, jobs),
        backup,
        origin,
        safetyBackup,
        "slipway:test",
        NOW);
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> merged(Object spec, Map<String, Object> fields) {
    var all = (Map<String, Object>) YAML.convertValue(spec, Map.class);
    all.putAll(fields);
    return all;
  }
}
