package dev.slipway.controllers.restore;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.api.backup.Backup;
import dev.slipway.api.environment.AppEnvironmentStatus;
import dev.slipway.api.restore.Restore;
import dev.slipway.api.status.Condition;
import dev.slipway.api.status.ConditionStatus;
import dev.slipway.controllers.bench.Crm;
import dev.slipway.controllers.bench.OperatorBench;
import dev.slipway.controllers.step.Conditions;
import dev.slipway.engine.FailureCode;
import dev.slipway.engine.order.Checked;
import dev.slipway.engine.order.Fenced;
import dev.slipway.engine.order.Restored;
import dev.slipway.engine.order.WorkReport;
import dev.slipway.engine.order.WorkResult;
import dev.slipway.testkit.Await;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.batch.v1.CronJob;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Restores on a real API server; the test plays the pods, and who makes backups. */
class RestoreApiIT {
  private static final Duration LIMIT = Duration.ofSeconds(30);

  private final OperatorBench bench =
      OperatorBench.withOnly(
          client -> new RestoreReconciler(client, "slipway:test", Clock.systemUTC()));
  private Deployment deploymentBefore = new Deployment();
  private Service serviceBefore = new Service();

  @BeforeEach
  void createEnvironment() {
    bench.createApp();
    bench.playDeployments();
    var environment = bench.create(Crm.environment());
    bench.setStatus(environment, RestoreFixtures.read("ready.yaml", AppEnvironmentStatus.class));
    deploymentBefore = deployment();
    serviceBefore = service();
  }

  @AfterEach
  void stop() throws InterruptedException {
    bench.stop();
  }

  @Test
  void bringsABackupBack() {
    var restore = begin();

    end(restore, "RaiseFence", new Fenced(true, 2));
    assertThat(deployment().getSpec().getReplicas()).isZero();
    assertThat(service().getSpec().getSelector())
        .isNotEqualTo(serviceBefore.getSpec().getSelector());
    completeSafetyBackup(restore);
    end(restore, "RestoreData", new Restored("crm/uid/1", 42));
    end(restore, "LowerFence", new Fenced(false, 1));
    end(restore, "CheckHealth", new Checked(List.of("orders")));

    var ended = bench.awaitPhase(restore, "Complete").getStatus();
    assertThat(ended.rows()).isEqualTo(42);
    assertThat(holding(ended.conditions()))
        .contains("Ready", "Complete")
        .doesNotContain("Failed", "Stalled");
    assertThatTheAppIsAsBefore();
    assertThatItMayGo(restore);
  }

  @Test
  void leavesTheAppAsItWasWhereNothingCouldBeRestored() {
    var restore = begin();
    end(restore, "RaiseFence", new Fenced(true, 2));
    completeSafetyBackup(restore);

    endFailed(restore, "RestoreData", FailureCode.BACKUP_DAMAGED);
    end(restore, "LowerLastFence", new Fenced(false, 0));

    var ended = bench.awaitPhase(restore, "Failed").getStatus();
    assertThat(Conditions.find(ended.conditions(), "Failed").orElseThrow().reason())
        .isEqualTo("BackupDamaged");
    assertThat(holding(ended.conditions())).doesNotContain("Complete", "Ready");
    assertThatTheAppIsAsBefore();
    assertThatItMayGo(restore);
  }

  @Test
  void staysClosedWithWhatIsNotWellUntilAPersonDecides() {
    var restore = restoredUpToItsCheck();
    endFailed(restore, "CheckHealth", FailureCode.VALIDATION_FAILED);
    bench.awaitPhase(restore, "NeedsAttention");
    assertThat(bench.await(restore, "Stalled", ConditionStatus.TRUE).message())
        .contains("closed", "resolve");
    assertThat(service().getSpec().getSelector())
        .isNotEqualTo(serviceBefore.getSpec().getSelector());

    bench.edit(restore, "{\"spec\": {\"resolve\": {\"action\": \"Retry\", \"nonce\": \"1\"}}}");
    endAttempt(restore, "CheckHealth", 2, new Checked(List.of("orders")));

    bench.awaitPhase(restore, "Complete");
    assertThatTheAppIsAsBefore();
  }

  @Test
  void opensWhatIsNotWellWhereAPersonSaysSo() {
    var restore = restoredUpToItsCheck();
    endFailed(restore, "CheckHealth", FailureCode.VALIDATION_FAILED);
    bench.awaitPhase(restore, "NeedsAttention");

    bench.edit(restore, "{\"spec\": {\"resolve\": {\"action\": \"Reopen\", \"nonce\": \"1\"}}}");

    var ended = bench.awaitPhase(restore, "Failed").getStatus();
    assertThat(Conditions.find(ended.conditions(), "Failed").orElseThrow().reason())
        .isEqualTo("ReopenedUnvalidated");
    assertThatTheAppIsAsBefore();
  }

  @Test
  void isCompleteOnceAJobOfTheAppsOwnHasSucceeded() {
    var restore = restoredUpToAJob();
    assertThat(service().getSpec().getSelector())
        .isNotEqualTo(serviceBefore.getSpec().getSelector());

    bench.complete(bench.awaitCheck(restore.getMetadata().getUid()));

    bench.awaitPhase(restore, "Complete");
    assertThatTheAppIsAsBefore();
  }

  @Test
  void leavesNoJobOfTheAppsOwnAtItWhereTheRestoreIsDeleted() {
    var restore = restoredUpToAJob();
    var job = bench.awaitCheck(restore.getMetadata().getUid());

    bench.client().resource(restore).delete();

    Await.until("the restore to be gone", LIMIT, () -> bench.get(restore) == null);
    assertThat(bench.client().resource(job).get()).isNull();
    assertThatTheAppIsAsBefore();
  }

  @Test
  void opensTheAppBeforeARestoreGoesThatSomebodyDeletes() {
    var restore = begin();
    end(restore, "RaiseFence", new Fenced(true, 2));
    bench.awaitPhase(restore, "SafetyBackup");

    bench.client().resource(restore).delete();
    end(restore, "LowerLastFence", new Fenced(false, 0));

    Await.until("the restore to be gone", LIMIT, () -> bench.get(restore) == null);
    assertThatTheAppIsAsBefore();
  }

  @Test
  void goesOnWhereItsWorkersAreLost() {
    var restore = begin();
    bench.loseWorker(restore.getMetadata().getUid(), "RaiseFence", 1);
    endAttempt(restore, "RaiseFence", 2, new Fenced(true, 2));
    completeSafetyBackup(restore);
    bench.loseWorker(restore.getMetadata().getUid(), "RestoreData", 1);
    endAttempt(restore, "RestoreData", 2, new Restored("crm/uid/1", 42));
    bench.loseWorker(restore.getMetadata().getUid(), "LowerFence", 1);
    endAttempt(restore, "LowerFence", 2, new Fenced(false, 1));
    end(restore, "CheckHealth", new Checked(List.of("orders")));

    bench.awaitPhase(restore, "Complete");
    assertThatTheAppIsAsBefore();
  }

  @Test
  void touchesNothingBeforeItIsSaidWhatMayBeLost() {
    createBackup();
    var restore = restore();
    restore.setSpec(
        bench
            .client()
            .getKubernetesSerialization()
            .unmarshal(
                bench
                    .client()
                    .getKubernetesSerialization()
                    .asJson(restore.getSpec())
                    .replaceFirst("\"acceptDataLossSince\":\"[^\"]*\",", ""),
                restore.getSpec().getClass()));

    var stalled = bench.await(bench.create(restore), "Stalled", ConditionStatus.TRUE);

    assertThat(stalled.reason()).isEqualTo("DataLossNotAccepted");
    assertThat(stalled.message()).contains("2026-11-21T08:00:00Z");
    assertThatTheAppIsAsBefore();
  }

  private Restore begin() {
    return begin(restore());
  }

  private Restore begin(Restore wanted) {
    createBackup();
    var restore = bench.create(wanted);
    end(restore, "CheckBackup", new Restored("crm/uid/1", 42));
    return restore;
  }

  private Restore restoredUpToAJob() {
    bench.create(RestoreFixtures.read("smoke.yaml", CronJob.class));
    var restore = restoredUpToItsCheck(begin(askingForAJob()));
    end(restore, "CheckHealth", new Checked(List.of()));
    return restore;
  }

  private Restore restoredUpToItsCheck() {
    return restoredUpToItsCheck(begin());
  }

  private Restore restoredUpToItsCheck(Restore restore) {
    end(restore, "RaiseFence", new Fenced(true, 2));
    completeSafetyBackup(restore);
    end(restore, "RestoreData", new Restored("crm/uid/1", 42));
    end(restore, "LowerFence", new Fenced(false, 1));
    return restore;
  }

  private void createBackup() {
    var backup = RestoreFixtures.read("backup.yaml", Backup.class);
    var status = backup.getStatus();
    backup.getMetadata().setNamespace(null);
    backup.setStatus(null);
    bench.setStatus(bench.create(backup), status);
  }

  private void completeSafetyBackup(Restore restore) {
    bench.awaitPhase(restore, "SafetyBackup");
    var name = SafetyBackup.nameFor(restore);
    var backups = bench.client().resources(Backup.class).inNamespace(bench.namespace());
    Await.until("the safety backup", LIMIT, () -> backups.withName(name).get() != null);
    bench.setStatus(
        backups.withName(name).get(),
        RestoreFixtures.read("backup.yaml", Backup.class).getStatus());
  }

  private void end(HasMetadata wanting, String step, WorkResult result) {
    endAttempt(wanting, step, 1, result);
  }

  private void endAttempt(HasMetadata wanting, String step, int attempt, WorkResult result) {
    bench.endWorker(wanting.getMetadata().getUid(), step, attempt, WorkReport.done("done", result));
  }

  private void endFailed(HasMetadata wanting, String step, FailureCode code) {
    bench.endWorker(
        wanting.getMetadata().getUid(), step, 1, WorkReport.failed(code, "it did not work"));
  }

  private void assertThatTheAppIsAsBefore() {
    assertThat(deployment().getSpec()).isEqualTo(deploymentBefore.getSpec());
    assertThat(deployment().getMetadata().getAnnotations())
        .isEqualTo(deploymentBefore.getMetadata().getAnnotations());
    assertThat(service().getSpec()).isEqualTo(serviceBefore.getSpec());
    assertThat(service().getMetadata().getAnnotations())
        .isEqualTo(serviceBefore.getMetadata().getAnnotations());
    assertThat(bench.client().services().inNamespace(bench.namespace()).list().getItems())
        .hasSize(1);
    assertThat(bench.client().leases().inNamespace(bench.namespace()).list().getItems()).isEmpty();
  }

  private void assertThatItMayGo(Restore restore) {
    Await.until(
        "the finalizer to be gone",
        LIMIT,
        () -> bench.get(restore).getMetadata().getFinalizers().isEmpty());
  }

  private Deployment deployment() {
    return bench.client().apps().deployments().inNamespace(bench.namespace()).withName("crm").get();
  }

  private Service service() {
    return bench.client().services().inNamespace(bench.namespace()).withName("crm").get();
  }

  private static Restore restore() {
    var restore = RestoreFixtures.read("restore.yaml", Restore.class);
    restore.getMetadata().setNamespace(null);
    restore.getMetadata().setUid(null);
    restore.getMetadata().setGeneration(null);
    return restore;
  }

  private Restore askingForAJob() {
    var serialization = bench.client().getKubernetesSerialization();
    var checks = "\"validation\":[{\"name\":\"flows\",\"job\":{\"fromCronJob\":\"crm-smoke\"}}]";
    var json = serialization.asJson(restore()).replaceFirst("\"validation\":\\[.*?\\]", checks);
    assertThat(json).contains("crm-smoke");
    return serialization.unmarshal(json, Restore.class);
  }

  private static List<String> holding(List<Condition> conditions) {
    return conditions.stream()
        .filter(it -> it.status() == ConditionStatus.TRUE)
        .map(Condition::type)
        .toList();
  }
}
