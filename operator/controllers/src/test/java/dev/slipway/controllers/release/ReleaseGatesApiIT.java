package dev.slipway.controllers.release;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.api.SlipwaySerialization;
import dev.slipway.api.backup.Backup;
import dev.slipway.api.environment.AppEnvironment;
import dev.slipway.api.plan.MigrationPlan;
import dev.slipway.api.status.ConditionStatus;
import dev.slipway.controllers.bench.Crm;
import dev.slipway.controllers.bench.OperatorBench;
import dev.slipway.engine.order.Applied;
import dev.slipway.engine.order.BackedUp;
import dev.slipway.engine.order.Built;
import dev.slipway.engine.order.Checked;
import dev.slipway.engine.order.Fenced;
import dev.slipway.engine.order.Observation;
import dev.slipway.engine.order.Previewed;
import dev.slipway.engine.order.WorkReport;
import dev.slipway.engine.order.WorkResult;
import dev.slipway.testkit.Await;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who and what lets releases begin and end, on a real API server; the test plays the pods. */
class ReleaseGatesApiIT {
  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final String FILE = "sha256:" + "ab".repeat(32);
  private static final String PREVIEW = "sha256:" + "cd".repeat(32);
  private static final Instant THEN = Instant.parse("2026-11-21T09:00:00Z");

  private final OperatorBench bench = new OperatorBench();
  private AppEnvironment production = new AppEnvironment();

  @BeforeEach
  void createEnvironments() {
    bench.createApp();
    bench.playDeployments();
    var development = Crm.environment();
    development.getMetadata().setName("crm-dev");
    production = ReleaseFixtures.read("production.yaml", AppEnvironment.class);
    production.getMetadata().setNamespace(null);
    production.getMetadata().setUid(null);
    production.setStatus(null);
    for (var environment : List.of(development, production)) {
      var made = bench.create(environment);
      bench.endWorker(made.getMetadata().getUid(), "Observe", 1, observed());
      production = bench.get(made);
      bench.await(made, "Ready", ConditionStatus.TRUE);
    }
  }

  @AfterEach
  void stop() throws InterruptedException {
    bench.stop();
  }

  @Test
  void waitsForItsWindowAndThenForWhoCameEarlier() {
    var nextYear = "{start: \"2036-11-28T22:00:00Z\", end: \"2036-11-29T02:00:00Z\"}";
    var shut = approved("crm-1", "  window: {once: " + nextYear + "}\n");
    awaitWaiting(shut, "the window to open at 2036-11-28T22:00:00Z");
    assertThat(bench.await(shut, "Reconciling", ConditionStatus.TRUE).reason())
        .isEqualTo("WindowClosed");

    var first = approved("crm-2", "");
    end(first, "RaiseFence", new Fenced(true, 2));
    var second = approved("crm-3", "");
    awaitWaiting(second, "position 1 in the queue of crm-prod, behind MigrationPlan crm-2");
    Await.until(
        "the environment's queue",
        LIMIT,
        () -> bench.get(production).getStatus().queue().equals(List.of("crm-1", "crm-3")));

    bench.client().resource(second).delete();
    Await.until("the plan to be gone", LIMIT, () -> bench.get(second) == null);
    bench.edit(first, "{\"spec\": {\"abort\": true}}");
    end(first, "LowerLastFence", new Fenced(false, 0));
    bench.awaitPhase(first, "Aborted");
    awaitWaiting(shut, "the window to open");
  }

  @Test
  void keepsUsersOutUntilSomebodyHasLookedAtIt() {
    bench.edit(production, "{\"spec\": {\"signOff\": \"Required\"}}");
    bench.endWorker(production.getMetadata().getUid(), "Observe", 2, observed());
    var plan = approved("crm-1", "");
    assertThat(requireNonNull(bench.get(plan).getStatus().preview()).closedForAbout())
        .isEqualTo("1m19s");
    end(plan, "RaiseFence", new Fenced(true, 2));
    backUp(plan);
    end(plan, "Apply", new Applied(FILE, PREVIEW, 1, 2, 3, 4, null));
    end(plan, "LowerFence", new Fenced(false, 1));
    end(plan, "Validate", new Checked(List.of("front-page")));

    bench.awaitPhase(plan, "WaitingForSignOff");
    awaitWaiting(plan, "slipway-shadow-crm");
    bench.edit(plan, "{\"spec\": {\"signOff\": {\"verdict\": \"Accepted\", \"by\": \"admin\"}}}");

    bench.awaitPhase(plan, "Succeeded");
    assertThat(bench.await(plan, "Complete", ConditionStatus.TRUE).message())
        .contains("released and open; it was closed for", "expected to be for 1m19s");
  }

  @Test
  void seesWhetherThePoliciesAreInForce() {
    var policies = new PeoplePolicies(bench.client(), "slipway");
    var ofAnother = new PeoplePolicies(bench.client(), "other");

    assertThat(policies.notInForce()).isEmpty();
    assertThat(policies.notHolding()).isEmpty();
    assertThat(ofAnother.notHolding())
        .containsExactly("there is no ValidatingAdmissionPolicy other-holds");
    assertThat(ofAnother.notInForce())
        .containsExactly(
            "there is no ValidatingAdmissionPolicy other-approvals",
            "there is no ValidatingAdmissionPolicy other-approvers");
  }

  private static WorkReport observed() {
    return WorkReport.done("done", new Observation("17.11", "7301", 16384, 1_300_000_000, 12));
  }

  private MigrationPlan approved(String name, String more) {
    var plan = bench.create(plan(name, more));
    end(plan, "Build", new Built(FILE, 1000, 3, 30));
    end(plan, "Preview", new Previewed(PREVIEW, "s3://p.json", 1, 2, 3, 4, 1));
    bench.awaitPhase(plan, "WaitingForApproval");
    bench.edit(
        plan, "{\"spec\": {\"approval\": {\"preview\": \"" + PREVIEW + "\", \"by\": \"admin\"}}}");
    return plan;
  }

  /** Ends the worker of the Backup that the plan makes. */
  private void backUp(MigrationPlan plan) {
    bench.awaitPhase(plan, "BackingUp");
    Await.until("the plan's Backup", LIMIT, () -> !backups().isEmpty());
    end(
        backups().getFirst(),
        "BackUp",
        new BackedUp("crm-prod/1", 10, 10, List.of(), THEN, THEN, THEN, "17.11", 17));
  }

  private List<Backup> backups() {
    return bench.client().resources(Backup.class).inNamespace(bench.namespace()).list().getItems();
  }

  private void awaitWaiting(MigrationPlan plan, String what) {
    Await.until(
        plan.getMetadata().getName() + " to wait for " + what,
        LIMIT,
        () -> String.valueOf(bench.get(plan).getStatus().waitingFor()).contains(what));
  }

  private void end(HasMetadata wanting, String step, WorkResult result) {
    bench.endWorker(wanting.getMetadata().getUid(), step, 1, WorkReport.done("done", result));
  }

  private MigrationPlan plan(String name, String more) {
    var yaml =
        """
        apiVersion: slipway.dev/v1alpha1
        kind: MigrationPlan
        metadata: {name: NAME}
        spec:
          target: crm-prod
          source: {environments: [{namespace: SPACE, name: crm-dev}]}
          validation: [{name: front-page, http: {path: /, expectBody: Welcome}}]
        """
            .replace("NAME", name)
            .replace("SPACE", bench.namespace());
    return SlipwaySerialization.create().unmarshal(yaml + more, MigrationPlan.class);
  }
}
