package dev.slipway.controllers.release;

import static dev.slipway.controllers.release.PlayedRelease.FILE;
import static dev.slipway.controllers.release.PlayedRelease.PREVIEW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.api.environment.AppEnvironmentStatus;
import dev.slipway.api.plan.MigrationPlan;
import dev.slipway.controllers.bench.OperatorBench;
import dev.slipway.controllers.step.Conditions;
import dev.slipway.controllers.work.RunId;
import dev.slipway.engine.order.Applied;
import dev.slipway.engine.order.Checked;
import dev.slipway.engine.order.Fenced;
import dev.slipway.engine.order.WorkReport;
import dev.slipway.engine.order.WorkResult;
import dev.slipway.testkit.Await;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceQuota;
import io.fabric8.kubernetes.api.model.ResourceQuotaBuilder;
import io.fabric8.kubernetes.api.model.ResourceQuotaStatusBuilder;
import io.fabric8.kubernetes.api.model.ServiceSpec;
import io.fabric8.kubernetes.api.model.apps.DeploymentSpec;
import io.fabric8.kubernetes.api.model.batch.v1.JobBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An app is not kept closed for Jobs that its namespace's quota does not allow. */
class RefusedActionApiIT {
  private static final Duration LIMIT = Duration.ofSeconds(30);

  private final OperatorBench bench = new OperatorBench();
  private final PlayedRelease release = new PlayedRelease(bench, "crm");
  private DeploymentSpec deploymentBefore = new DeploymentSpec();
  private ServiceSpec serviceBefore = new ServiceSpec();

  @BeforeEach
  void createChain() {
    bench.playDeployments();
    release.createChain();
    deploymentBefore = deployment();
    serviceBefore = service();
  }

  @AfterEach
  void stop() throws InterruptedException {
    bench.stop();
  }

  @Test
  void opensAnAppWhoseChangeCannotBegin() {
    var plan = release.approved("crm-1", "");
    release.end(plan, "RaiseFence", new Fenced(true, 2));

    var quota = backUpAndForbidJobs(plan);
    bench.awaitPhase(plan, "Reopening");
    bench.client().resource(quota).delete();
    release.end(plan, "LowerLastFence", new Fenced(false, 1));

    assertThatItWasRefused(plan);
    assertThatTheAppIsAsBefore();
    assertThat(target().currentFile()).isNull();
  }

  @Test
  void opensAnAppWhoseFenceCannotBeRaisedToTakeBackARelease() {
    var plan = succeeded();
    forbidJobs();

    rollBack(plan);

    assertThatItWasRefused(plan);
    assertThatTheAppIsAsBefore();
    assertThatTheReleaseStands();
  }

  @Test
  void opensAnAppWhoseReleaseCannotBeTakenBack() {
    var plan = succeeded();
    var run = rollBack(plan);
    end(run, "RaiseFence", new Fenced(true, 2));

    var quota = backUpAndForbidJobs(plan);
    bench.awaitPhase(plan, "Reopening");
    bench.client().resource(quota).delete();
    end(run, "LowerLastFence", new Fenced(false, 1));

    assertThatItWasRefused(plan);
    assertThatTheAppIsAsBefore();
    assertThatTheReleaseStands();
  }

  private MigrationPlan succeeded() {
    var plan = release.approved("crm-1", "");
    release.closeAndBackUp(plan);
    release.end(plan, "Apply", new Applied(FILE, PREVIEW, 1, 2, 3, 4, null));
    release.end(plan, "LowerFence", new Fenced(false, 1));
    release.end(plan, "Validate", new Checked(List.of("front-page")));
    bench.awaitPhase(plan, "Succeeded");
    Await.until("the file to be there", LIMIT, () -> FILE.equals(target().currentFile()));
    return plan;
  }

  /** What the run that comes of it is called. */
  private String rollBack(MigrationPlan plan) {
    bench.edit(plan, "{\"spec\": {\"resolve\": {\"action\": \"Rollback\", \"nonce\": \"1\"}}}");
    return RunId.of(plan, "rollback-1").value();
  }

  private void end(String run, String step, WorkResult result) {
    bench.endWorker(run, step, 1, WorkReport.done("done", result));
  }

  /** The worker of the backup is at work by then. */
  private ResourceQuota backUpAndForbidJobs(MigrationPlan plan) {
    bench.awaitJob(release.awaitBackup(plan).getMetadata().getUid(), "BackUp", 1);
    var quota = forbidJobs();
    release.backUp(plan);
    return quota;
  }

  /** Plays the controller that counts, which nobody else plays here. */
  private ResourceQuota forbidJobs() {
    var none = Map.of("count/jobs.batch", new Quantity("0"));
    var quota =
        new ResourceQuotaBuilder()
            .withNewMetadata()
            .withName("no-jobs")
            .endMetadata()
            .withNewSpec()
            .withHard(none)
            .endSpec()
            .build();
    var made = bench.create(quota);
    made.setStatus(new ResourceQuotaStatusBuilder().withHard(none).withUsed(none).build());
    bench.client().resource(made).updateStatus();
    Await.until("Jobs to be forbidden", LIMIT, this::areJobsForbidden);
    return made;
  }

  private boolean areJobsForbidden() {
    var job =
        new JobBuilder()
            .withNewMetadata()
            .withName("any")
            .endMetadata()
            .withNewSpec()
            .withNewTemplate()
            .withNewSpec()
            .withRestartPolicy("Never")
            .addNewContainer()
            .withName("any")
            .withImage("any")
            .endContainer()
            .endSpec()
            .endTemplate()
            .endSpec()
            .build();
    try {
      bench.client().resource(job).inNamespace(bench.namespace()).dryRun().create();
      return false;
    } catch (KubernetesClientException e) {
      assertThat(e.getCode()).isEqualTo(HttpURLConnection.HTTP_FORBIDDEN);
      return true;
    }
  }

  private void assertThatItWasRefused(MigrationPlan plan) {
    var conditions = bench.awaitPhase(plan, "Failed").getStatus().conditions();
    var failed = Conditions.find(conditions, "Failed").orElseThrow();
    assertThat(failed.reason()).isEqualTo("ActionRefused");
    assertThat(failed.message()).contains("nothing is changed", "exceeded quota");
  }

  private void assertThatTheReleaseStands() {
    assertThat(target().currentFile()).isEqualTo(FILE);
    assertThat(target().validated()).hasSize(1);
  }

  private void assertThatTheAppIsAsBefore() {
    assertThat(deployment()).isEqualTo(deploymentBefore);
    assertThat(service()).isEqualTo(serviceBefore);
  }

  private AppEnvironmentStatus target() {
    return bench.get(release.environment()).getStatus();
  }

  private DeploymentSpec deployment() {
    return bench
        .client()
        .apps()
        .deployments()
        .inNamespace(bench.namespace())
        .withName("crm")
        .get()
        .getSpec();
  }

  private ServiceSpec service() {
    return bench.client().services().inNamespace(bench.namespace()).withName("crm").get().getSpec();
  }
}
