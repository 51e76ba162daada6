package dev.slipway.controllers.release;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.api.SlipwaySerialization;
import dev.slipway.api.backup.Backup;
import dev.slipway.api.environment.AppEnvironment;
import dev.slipway.api.plan.MigrationPlan;
import dev.slipway.api.plan.PlanPhase;
import dev.slipway.api.status.Condition;
import dev.slipway.api.status.ConditionStatus;
import dev.slipway.api.status.RunStatus;
import dev.slipway.controllers.bench.Crm;
import dev.slipway.controllers.bench.OperatorBench;
import dev.slipway.controllers.step.Conditions;
import dev.slipway.controllers.work.RunId;
import dev.slipway.engine.FailureCode;
import dev.slipway.engine.order.Applied;
import dev.slipway.engine.order.BackedUp;
import dev.slipway.engine.order.Built;
import dev.slipway.engine.order.Checked;
import dev.slipway.engine.order.Fenced;
import dev.slipway.engine.order.Observation;
import dev.slipway.engine.order.Previewed;
import dev.slipway.engine.order.Restored;
import dev.slipway.engine.order.UndoFile;
import dev.slipway.engine.order.Undone;
import dev.slipway.engine.order.WorkReport;
import dev.slipway.engine.order.WorkResult;
import dev.slipway.testkit.Await;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Releases on a real API server; the test plays the pods. */
class MigrationPlanApiIT {
  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final String FILE = "sha256:" + "ab".repeat(32);
  private static final String PREVIEW = "sha256:" + "cd".repeat(32);
  private static final UndoFile UNDO = new UndoFile("crm-prod/undo.slipway", "sha256:ef");
  private static final Instant THEN = Instant.parse("2026-11-21T09:00:00Z");

  private final OperatorBench bench = new OperatorBench();
  private Deployment deploymentBefore = new Deployment();
  private Service serviceBefore = new Service();

  @BeforeEach
  void createEnvironments() {
    bench.createApp();
    bench.playDeployments();
    var development = Crm.environment();
    development.getMetadata().setName("crm-dev");
    for (var environment : List.of(development, production())) {
      var made = bench.create(environment);
      end(made, "Observe", new Observation("17.11", "7301", 16384, 1_300_000_000, 12));
      bench.await(made, "Ready", ConditionStatus.TRUE);
    }
    deploymentBefore = deployment();
    serviceBefore = service();
  }

  @AfterEach
  void stop() throws InterruptedException {
    bench.stop();
  }

  @Test
  void releasesWhatSomebodyApproved() {
    var plan = bench.create(plan());
    buildAndPreview(plan);
    Await.until("an approval to be asked for", LIMIT, () -> asksForApproval(plan));
    approve(plan);

    end(plan, "RaiseFence", new Fenced(true, 2));
    assertThat(deployment().getSpec().getReplicas()).isEqualTo(1);
    assertThat(service().getSpec().getSelector())
        .isNotEqualTo(serviceBefore.getSpec().getSelector());
    backUp(plan);
    end(plan, "Apply", new Applied(FILE, PREVIEW, 1, 2, 3, 4, null));
    end(plan, "LowerFence", new Fenced(false, 1));
    end(plan, "Validate", new Checked(List.of("front-page", "pages")));

    var ended = bench.awaitPhase(plan, "Succeeded").getStatus();
    assertThat(ended.file()).isEqualTo(FILE);
    assertThat(Objects.requireNonNull(ended.preview()).digest()).isEqualTo(PREVIEW);
    assertThat(ended.approvedBy()).isEqualTo("admin");
    assertThat(ended.maintenanceSeconds()).isNotNull();
    assertThat(holding(ended.conditions()))
        .contains("Ready", "Complete", "Applied", "Validated", "Reopened")
        .doesNotContain("Failed", "Stalled", "RolledBack");
    assertThatTheAppIsAsBefore();
  }

  @Test
  void takesBackWhatHasSucceededWhenAPersonSaysSo() {
    var plan = succeeded();

    var run = toldToRollBack(plan);
    endOf(run, "RaiseFence", new Fenced(true, 2));
    backUp(plan);
    endOf(run, "Undo", new Undone(plan.getMetadata().getUid(), null));
    endOf(run, "LowerFence", new Fenced(false, 1));
    endOf(run, "CheckRestored", new Checked(List.of()));

    var ended = bench.awaitPhase(plan, "RolledBack").getStatus();
    assertThat(holding(ended.conditions()))
        .contains("Failed", "RolledBack", "Reopened")
        .doesNotContain("Ready", "Complete", "Validated");
    assertThat(Conditions.find(ended.conditions(), "Failed").orElseThrow().reason())
        .isEqualTo("TakenBack");
    assertThat(ended.runs())
        .extracting(RunStatus::outcome)
        .containsExactly("Succeeded", "RolledBack");
    assertThatTheAppIsAsBefore();
    Await.until("the file to be no longer there", LIMIT, () -> currentFile() == null);
    assertThat(environment().getStatus().validated()).isEmpty();
  }

  @Test
  void leavesAReleaseAloneThatCannotBeTakenBackWithoutALoss() {
    var plan = succeeded();

    var run = toldToRollBack(plan);
    endOf(run, "RaiseFence", new Fenced(true, 2));
    backUp(plan);
    bench.endWorker(
        run, "Undo", 1, WorkReport.failed(FailureCode.CHANGED_SINCE, "pages were changed"));
    endOf(run, "LowerLastFence", new Fenced(false, 1));

    var ended = bench.awaitPhase(plan, "Failed").getStatus();
    var failed = Conditions.find(ended.conditions(), "Failed").orElseThrow();
    assertThat(failed.reason()).isEqualTo("ChangedSince");
    assertThat(failed.message())
        .contains("pages were changed", "the release stands", "acceptDataLossSince");
    assertThat(holding(ended.conditions())).contains("Applied", "Validated");
    assertThatTheAppIsAsBefore();
    assertThat(currentFile()).isEqualTo(FILE);
  }

  private MigrationPlan succeeded() {
    var plan = releasedUpToValidation(UNDO);
    end(plan, "Validate", new Checked(List.of("front-page", "pages")));
    bench.awaitPhase(plan, "Succeeded");
    Await.until("the file to be there", LIMIT, () -> FILE.equals(currentFile()));
    return plan;
  }

  /** The run that comes of it. */
  private String toldToRollBack(MigrationPlan plan) {
    bench.edit(plan, "{\"spec\": {\"resolve\": {\"action\": \"Rollback\", \"nonce\": \"1\"}}}");
    return RunId.of(plan, "rollback-1").value();
  }

  private void endOf(String run, String step, WorkResult result) {
    bench.endWorker(run, step, 1, WorkReport.done("done", result));
  }

  private AppEnvironment environment() {
    return bench
        .client()
        .resources(AppEnvironment.class)
        .inNamespace(bench.namespace())
        .withName("crm-prod")
        .get();
  }

  private @Nullable String currentFile() {
    return environment().getStatus().currentFile();
  }

  @Test
  void putsTheBackupBackWhereValidationFails() {
    var plan = releasedUpToValidation();

    endFailed(plan, "Validate", FailureCode.VALIDATION_FAILED);
    end(plan, "RaiseFenceAgain", new Fenced(true, 1));
    assertThat(deployment().getSpec().getReplicas()).isZero();
    end(plan, "RestoreBackup", new Restored("crm-prod/1", 10));
    end(plan, "LowerFenceAgain", new Fenced(false, 0));
    end(plan, "CheckRestored", new Checked(List.of()));

    var ended = bench.awaitPhase(plan, "RolledBack").getStatus();
    assertThat(holding(ended.conditions()))
        .contains("Failed", "RolledBack", "Applied", "Reopened")
        .doesNotContain("Ready", "Complete", "Validated");
    assertThat(Conditions.find(ended.conditions(), "Failed").orElseThrow().reason())
        .isEqualTo("ValidationFailed");
    assertThatTheAppIsAsBefore();
  }

  @Test
  void takesTheReleaseBackByItsUndoFileWhereValidationFails() {
    var plan = releasedUpToValidation(UNDO);

    endFailed(plan, "Validate", FailureCode.VALIDATION_FAILED);
    end(plan, "RaiseFenceAgain", new Fenced(true, 1));
    assertThat(deployment().getSpec().getReplicas()).isZero();
    end(plan, "Undo", new Undone("run", null));
    end(plan, "LowerFenceAgain", new Fenced(false, 0));
    end(plan, "CheckRestored", new Checked(List.of()));

    var ended = bench.awaitPhase(plan, "RolledBack").getStatus();
    assertThat(holding(ended.conditions())).contains("Failed", "RolledBack", "Applied", "Reopened");
    assertThatTheAppIsAsBefore();
  }

  @Test
  void takesTheReleaseBackWhereItIsAbortedAfterTheChange() {
    var plan = releasedUpToValidation(UNDO);
    bench.awaitPhase(plan, "Validating");

    bench.edit(plan, "{\"spec\": {\"abort\": true}}");
    end(plan, "RaiseFenceAgain", new Fenced(true, 1));
    end(plan, "Undo", new Undone("run", null));
    end(plan, "LowerFenceAgain", new Fenced(false, 0));
    end(plan, "CheckRestored", new Checked(List.of()));

    var ended = bench.awaitPhase(plan, "RolledBack").getStatus();
    assertThat(Conditions.find(ended.conditions(), "Failed").orElseThrow().reason())
        .isEqualTo("Aborted");
    assertThatTheAppIsAsBefore();
  }

  @Test
  void holdsWhereOthersHaveWrittenSinceAndRollsBackAsTold() {
    var plan = releasedUpToValidation(UNDO);
    endFailed(plan, "Validate", FailureCode.VALIDATION_FAILED);
    end(plan, "RaiseFenceAgain", new Fenced(true, 1));
    endFailed(plan, "Undo", FailureCode.CHANGED_SINCE);
    bench.awaitPhase(plan, "NeedsAttention");
    assertThat(bench.await(plan, "Stalled", ConditionStatus.TRUE).reason()).isEqualTo("Held");

    bench.edit(plan, "{\"spec\": {\"resolve\": {\"action\": \"Rollback\", \"nonce\": \"1\"}}}");
    bench.endWorker(
        plan.getMetadata().getUid(),
        "Undo",
        2,
        WorkReport.failed(FailureCode.CHANGED_SINCE, "changed by others still"));
    end(plan, "RestoreBackup", new Restored("crm-prod/1", 10));
    end(plan, "LowerFenceAgain", new Fenced(false, 0));
    end(plan, "CheckRestored", new Checked(List.of()));

    bench.awaitPhase(plan, "RolledBack");
    assertThatTheAppIsAsBefore();
  }

  @Test
  void reopensTheAppWhereNothingWasApplied() {
    var plan = approved();
    end(plan, "RaiseFence", new Fenced(true, 2));
    backUp(plan);

    endFailed(plan, "Apply", FailureCode.PREVIEW_STALE);
    end(plan, "LowerLastFence", new Fenced(false, 0));

    var ended = bench.awaitPhase(plan, "Failed").getStatus();
    assertThat(Conditions.find(ended.conditions(), "Failed").orElseThrow().reason())
        .isEqualTo("PreviewStale");
    assertThatTheAppIsAsBefore();
  }

  @Test
  void opensTheAppBeforeAPlanGoesThatSomebodyDeletes() {
    var plan = approved();
    end(plan, "RaiseFence", new Fenced(true, 2));
    bench.awaitPhase(plan, "BackingUp");

    bench.client().resource(plan).delete();
    end(plan, "LowerLastFence", new Fenced(false, 0));

    Await.until("the plan to be gone", LIMIT, () -> bench.get(plan) == null);
    assertThatTheAppIsAsBefore();
  }

  @Test
  void theAppOpensWhosePlanIsTakenAwayByForce() {
    var plan = approved();
    end(plan, "RaiseFence", new Fenced(true, 2));
    bench.awaitPhase(plan, "BackingUp");

    bench.edit(plan, "{\"metadata\": {\"finalizers\": null}}");
    bench.client().resource(plan).delete();

    var environment =
        bench
            .client()
            .resources(AppEnvironment.class)
            .inNamespace(bench.namespace())
            .withName("crm-prod")
            .get();
    for (var nonce : List.of(plan.getMetadata().getUid(), "unknown")) {
      bench.endWorker(
          RunId.of(environment, nonce).value(),
          "LowerOrphanedFence",
          1,
          WorkReport.done("may write", new Fenced(false, 0)));
    }
    Await.until(
        "the environment to be let go",
        LIMIT,
        () -> bench.get(environment).getMetadata().getFinalizers().isEmpty());
    assertThatTheAppIsAsBefore();
    assertThat(bench.client().apps().deployments().inNamespace(bench.namespace()).list().getItems())
        .hasSize(1);
  }

  @Test
  void doesNotKeepANamespaceFromGoing() {
    var plan = approved();
    end(plan, "RaiseFence", new Fenced(true, 2));
    bench.awaitPhase(plan, "BackingUp");

    bench.client().namespaces().withName(bench.namespace()).delete();
    bench.client().resource(plan).delete();

    Await.until("the plan to be gone", LIMIT, () -> bench.get(plan) == null);
    var environments =
        bench.client().resources(AppEnvironment.class).inNamespace(bench.namespace());
    assertThat(environments.list().getItems())
        .allSatisfy(it -> assertThat(it.getMetadata().getFinalizers()).isNullOrEmpty());
  }

  @Test
  void goesOnWhereItsWorkersAreLost() {
    var plan = approved();
    bench.loseWorker(plan.getMetadata().getUid(), "RaiseFence", 1);
    endAttempt(plan, "RaiseFence", 2, new Fenced(true, 2));
    backUp(plan);
    bench.loseWorker(plan.getMetadata().getUid(), "Apply", 1);
    endAttempt(plan, "Apply", 2, new Applied(FILE, PREVIEW, 1, 2, 3, 4, null));
    bench.loseWorker(plan.getMetadata().getUid(), "LowerFence", 1);
    endAttempt(plan, "LowerFence", 2, new Fenced(false, 1));
    end(plan, "Validate", new Checked(List.of("front-page")));

    bench.awaitPhase(plan, "Succeeded");
    assertThatTheAppIsAsBefore();
  }

  @Test
  void waitsForAPersonWhereThereIsNoWayBackAndReopensAsTold() {
    var plan = releasedUpToValidation();
    endFailed(plan, "Validate", FailureCode.VALIDATION_FAILED);
    end(plan, "RaiseFenceAgain", new Fenced(true, 1));
    endFailed(plan, "RestoreBackup", FailureCode.BACKUP_DAMAGED);
    bench.awaitPhase(plan, "NeedsAttention");
    assertThat(bench.await(plan, "Stalled", ConditionStatus.TRUE).message())
        .contains("resolve", "closed");

    bench.edit(plan, "{\"spec\": {\"resolve\": {\"action\": \"Reopen\", \"nonce\": \"1\"}}}");
    end(plan, "LowerLastFence", new Fenced(false, 0));

    var ended = bench.awaitPhase(plan, "Failed").getStatus();
    assertThat(Conditions.message(ended.conditions(), "Failed")).contains("not validated");
    assertThatTheAppIsAsBefore();
  }

  @Test
  void refusesToTouchAnythingWithoutItsTarget() {
    var plan = plan();
    plan.getMetadata().setName("astray");
    var astray =
        bench.create(
            SlipwaySerialization.create()
                .unmarshal(
                    SlipwaySerialization.create().asYaml(plan).replace("crm-prod", "nowhere"),
                    MigrationPlan.class));

    assertThat(bench.await(astray, "Stalled", ConditionStatus.TRUE).reason())
        .isEqualTo("EnvironmentMissing");
    assertThat(bench.get(astray).getStatus().phase()).isEqualTo(PlanPhase.PENDING);
  }

  private boolean asksForApproval(MigrationPlan plan) {
    var waitingFor = String.valueOf(bench.get(plan).getStatus().waitingFor());
    return waitingFor.contains("approval by someone") && waitingFor.contains(PREVIEW);
  }

  private MigrationPlan releasedUpToValidation() {
    return releasedUpToValidation(null);
  }

  private MigrationPlan releasedUpToValidation(@Nullable UndoFile undo) {
    var plan = approved();
    end(plan, "RaiseFence", new Fenced(true, 2));
    backUp(plan);
    end(plan, "Apply", new Applied(FILE, PREVIEW, 1, 2, 3, 4, undo));
    end(plan, "LowerFence", new Fenced(false, 1));
    return plan;
  }

  private MigrationPlan approved() {
    var plan = bench.create(plan());
    buildAndPreview(plan);
    approve(plan);
    return plan;
  }

  private void buildAndPreview(MigrationPlan plan) {
    end(plan, "Build", new Built(FILE, 1000, 3, 30));
    end(plan, "Preview", new Previewed(PREVIEW, "s3://releases/p.json", 1, 2, 3, 4, 1));
    bench.awaitPhase(plan, "WaitingForApproval");
  }

  private void approve(MigrationPlan plan) {
    bench.edit(
        plan, "{\"spec\": {\"approval\": {\"preview\": \"" + PREVIEW + "\", \"by\": \"admin\"}}}");
  }

  /** Ends the worker of the Backup that the plan makes. */
  private void backUp(MigrationPlan plan) {
    bench.awaitPhase(plan, "BackingUp");
    Await.until("the plan's Backup", LIMIT, () -> backupOf(plan) != null);
    var result = new BackedUp("crm-prod/1", 10, 10, List.of(), THEN, THEN, THEN, "17.11", 17);
    end(Objects.requireNonNull(backupOf(plan)), "BackUp", result);
  }

  private @Nullable Backup backupOf(MigrationPlan plan) {
    var name = bench.get(plan).getStatus().backup();
    return name == null
        ? null
        : bench
            .client()
            .resources(Backup.class)
            .inNamespace(bench.namespace())
            .withName(name)
            .get();
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

  private Deployment deployment() {
    return bench.client().apps().deployments().inNamespace(bench.namespace()).withName("crm").get();
  }

  private Service service() {
    return bench.client().services().inNamespace(bench.namespace()).withName("crm").get();
  }

  private MigrationPlan plan() {
    var plan = ReleaseFixtures.read("release.yaml", MigrationPlan.class);
    var yaml =
        SlipwaySerialization.create()
            .asYaml(plan)
            .replace("namespace: \"crm-dev\"", "namespace: \"" + bench.namespace() + "\"");
    var here = SlipwaySerialization.create().unmarshal(yaml, MigrationPlan.class);
    here.getMetadata().setNamespace(null);
    here.getMetadata().setUid(null);
    return here;
  }

  private static AppEnvironment production() {
    var production = ReleaseFixtures.read("production.yaml", AppEnvironment.class);
    production.getMetadata().setNamespace(null);
    production.getMetadata().setUid(null);
    production.setStatus(null);
    return production;
  }

  private static List<String> holding(List<Condition> conditions) {
    return conditions.stream()
        .filter(it -> it.status() == ConditionStatus.TRUE)
        .map(Condition::type)
        .toList();
  }
}
