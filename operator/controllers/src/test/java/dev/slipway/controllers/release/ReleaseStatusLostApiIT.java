package dev.slipway.controllers.release;

import static dev.slipway.controllers.release.PlayedRelease.FILE;
import static dev.slipway.controllers.release.PlayedRelease.PREVIEW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.api.plan.MigrationPlan;
import dev.slipway.api.plan.PlanPhase;
import dev.slipway.controllers.bench.OperatorBench;
import dev.slipway.controllers.work.Labels;
import dev.slipway.engine.order.Applied;
import dev.slipway.engine.order.Checked;
import dev.slipway.engine.order.Fenced;
import dev.slipway.testkit.Await;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A plan whose status is gone, on a real API server; the test plays the pods. */
class ReleaseStatusLostApiIT {
  private static final Duration LIMIT = Duration.ofMinutes(5);

  private final OperatorBench bench = new OperatorBench();
  private final PlayedRelease release = new PlayedRelease(bench, "crm");
  private Deployment deployment = new Deployment();
  private Service service = new Service();

  @BeforeEach
  void createChain() {
    bench.playDeployments();
    release.createChain();
    deployment = deployment();
    service = service();
  }

  @AfterEach
  void stop() throws InterruptedException {
    bench.stop();
  }

  @Test
  void whatWasReleasedComesToTheSameEndAndIsAppliedOnce() {
    var plan = release.approved("crm-1", "");
    release.closeAndBackUp(plan);
    finish(plan);
    bench.awaitPhase(plan, "Succeeded");

    loseStatus(plan);

    awaitSuccess(plan);
    assertThat(bench.get(plan).getStatus().file()).isEqualTo(FILE);
    assertThat(jobsOf(plan, "Apply")).hasSize(1);
    assertThatTheAppIsAsBefore();
  }

  /** Its own lock must not keep it waiting, nor a file that is built anew its approval. */
  @Test
  void anAppThatIsClosedIsOpenedAsItWasBefore() {
    var plan = release.approved("crm-1", "");
    release.closeAndBackUp(plan);
    bench.awaitPhase(plan, "Migrating");

    loseStatus(plan);
    finish(plan);

    awaitSuccess(plan);
    assertThat(jobsOf(plan, "Build")).hasSize(1);
    assertThatTheAppIsAsBefore();
  }

  /** All steps from the first one on. */
  private void awaitSuccess(MigrationPlan plan) {
    Await.until(
        "the release to succeed",
        LIMIT,
        () -> {
          var status = bench.get(plan).getStatus();
          return status != null && status.phase() == PlanPhase.SUCCEEDED;
        });
  }

  private void assertThatTheAppIsAsBefore() {
    assertThat(deployment().getSpec()).isEqualTo(deployment.getSpec());
    assertThat(service().getSpec()).isEqualTo(service.getSpec());
    assertThat(service().getMetadata().getAnnotations())
        .isEqualTo(service.getMetadata().getAnnotations());
  }

  private List<Job> jobsOf(MigrationPlan plan, String step) {
    return bench.jobs(plan.getMetadata().getUid()).stream()
        .filter(it -> step.equals(it.getMetadata().getLabels().get(Labels.STEP)))
        .toList();
  }

  private void finish(MigrationPlan plan) {
    release.end(plan, "Apply", new Applied(FILE, PREVIEW, 1, 2, 3, 4, null));
    release.end(plan, "LowerFence", new Fenced(false, 1));
    release.end(plan, "Validate", new Checked(List.of("front-page")));
  }

  /** As somebody may who can write any status. */
  private void loseStatus(MigrationPlan plan) {
    bench
        .client()
        .resource(plan)
        .subresource("status")
        .patch(PatchContext.of(PatchType.JSON_MERGE), "{\"status\": null}");
    Await.until("a status", LIMIT, () -> bench.get(plan).getStatus().phase() != null);
  }

  private Deployment deployment() {
    return bench.client().apps().deployments().inNamespace(bench.namespace()).withName("crm").get();
  }

  private Service service() {
    return bench.client().services().inNamespace(bench.namespace()).withName("crm").get();
  }
}
