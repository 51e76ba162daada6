package dev.slipway.controllers.release;

import static dev.slipway.controllers.release.PlayedRelease.FILE;
import static dev.slipway.controllers.release.PlayedRelease.PREVIEW;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.api.environment.AppEnvironment;
import dev.slipway.api.plan.MigrationPlan;
import dev.slipway.api.status.ConditionStatus;
import dev.slipway.controllers.bench.OperatorBench;
import dev.slipway.controllers.step.Durations;
import dev.slipway.engine.order.Applied;
import dev.slipway.engine.order.Checked;
import dev.slipway.engine.order.Fenced;
import dev.slipway.engine.order.WorkReport;
import dev.slipway.testkit.Await;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who and what lets releases begin and end, on a real API server; the test plays the pods. */
class ReleaseGatesApiIT {
  private static final Duration LIMIT = Duration.ofSeconds(30);

  private final OperatorBench bench = new OperatorBench();
  private final PlayedRelease release = new PlayedRelease(bench, "crm");
  private AppEnvironment production = new AppEnvironment();

  @BeforeEach
  void createEnvironments() {
    bench.playDeployments();
    release.createChain();
    production = bench.get(release.environment());
  }

  @AfterEach
  void stop() throws InterruptedException {
    bench.stop();
  }

  @Test
  void waitsForItsWindowAndThenForWhoCameEarlier() {
    var nextYear = "{start: \"2036-11-28T22:00:00Z\", end: \"2036-11-29T02:00:00Z\"}";
    var shut = release.approved("crm-1", "  window: {once: " + nextYear + "}\n");
    awaitWaiting(shut, "the window to open at 2036-11-28T22:00:00Z");
    assertThat(bench.await(shut, "Reconciling", ConditionStatus.TRUE).reason())
        .isEqualTo("WindowClosed");

    var first = release.approved("crm-2", "");
    release.end(first, "RaiseFence", new Fenced(true, 2));
    var second = release.approved("crm-3", "");
    awaitWaiting(second, "position 1 in the queue of crm-prod, behind MigrationPlan crm-2");
    Await.until(
        "the environment's queue",
        LIMIT,
        () -> bench.get(production).getStatus().queue().equals(List.of("crm-1", "crm-3")));

    bench.client().resource(second).delete();
    Await.until("the plan to be gone", LIMIT, () -> bench.get(second) == null);
    bench.edit(first, "{\"spec\": {\"abort\": true}}");
    release.end(first, "LowerLastFence", new Fenced(false, 0));
    bench.awaitPhase(first, "Aborted");
    awaitWaiting(shut, "the window to open");
  }

  @Test
  void keepsUsersOutUntilSomebodyHasLookedAtIt() {
    bench.edit(production, "{\"spec\": {\"signOff\": \"Required\"}}");
    bench.endWorker(
        production.getMetadata().getUid(),
        "Observe",
        2,
        WorkReport.done("done", release.observation()));
    var plan = release.approved("crm-1", "");
    assertThat(requireNonNull(bench.get(plan).getStatus().preview()).closedForAbout())
        .isEqualTo("1m19s");
    release.end(plan, "RaiseFence", new Fenced(true, 2));
    release.backUp(plan);
    release.end(plan, "Apply", new Applied(FILE, PREVIEW, 1, 2, 3, 4, null));
    release.end(plan, "LowerFence", new Fenced(false, 1));
    release.end(plan, "Validate", new Checked(List.of("front-page")));

    bench.awaitPhase(plan, "WaitingForSignOff");
    awaitWaiting(plan, "slipway-shadow-crm");
    bench.edit(plan, "{\"spec\": {\"signOff\": {\"verdict\": \"Accepted\", \"by\": \"admin\"}}}");

    bench.awaitPhase(plan, "Succeeded");
    assertThat(bench.await(plan, "Complete", ConditionStatus.TRUE).message())
        .contains("released and open; it was closed for", "expected to be for 1m19s");
  }

  @Test
  void expectsOfTheNextReleaseWhatTheLastOneTook() {
    var last = release.approved("crm-1", "");
    release.closeAndBackUp(last);
    release.end(last, "Apply", new Applied(FILE, PREVIEW, 1, 2, 3, 4, null));
    release.end(last, "LowerFence", new Fenced(false, 1));
    release.end(last, "Validate", new Checked(List.of("front-page")));
    bench.awaitPhase(last, "Succeeded");
    bench.await(last, "Recorded", ConditionStatus.TRUE);
    bench
        .client()
        .resource(bench.get(last))
        .subresource("status")
        .patch(
            PatchContext.of(PatchType.JSON_MERGE), "{\"status\": {\"maintenanceSeconds\": 86400}}");

    var preview = bench.get(release.previewed("crm-2", "")).getStatus().preview();

    var expected = Durations.parse(requireNonNull(requireNonNull(preview).closedForAbout()));
    assertThat(expected).isGreaterThan(Duration.ofHours(12));
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

  private void awaitWaiting(MigrationPlan plan, String what) {
    Await.until(
        plan.getMetadata().getName() + " to wait for " + what,
        LIMIT,
        () -> String.valueOf(bench.get(plan).getStatus().waitingFor()).contains(what));
  }
}
