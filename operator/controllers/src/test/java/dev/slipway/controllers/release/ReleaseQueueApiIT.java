package dev.slipway.controllers.release;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.api.SlipwaySerialization;
import dev.slipway.api.environment.AppEnvironment;
import dev.slipway.api.plan.MigrationPlan;
import dev.slipway.controllers.bench.Crm;
import dev.slipway.controllers.bench.OperatorBench;
import dev.slipway.controllers.work.Labels;
import dev.slipway.controllers.work.WorkerLimits;
import dev.slipway.controllers.work.WorkerQueue;
import dev.slipway.engine.FailureCode;
import dev.slipway.engine.order.WorkReport;
import dev.slipway.testkit.Await;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A release whose operator may have one worker at a time, and there is one already. */
class ReleaseQueueApiIT {
  private static final Duration LIMIT = Duration.ofSeconds(20);

  private final OperatorBench bench = OperatorBench.withOnly(ReleaseQueueApiIT::reconciler);

  @AfterEach
  void stop() throws InterruptedException {
    bench.stop();
  }

  @Test
  void saysWhereItIsInLineAndBeginsWithItsFirstAttemptOnceItIsItsTurn() {
    createEnvironments();
    bench.create(workerOfAnother());

    var plan = bench.create(plan());

    Await.until("its place in line", LIMIT, () -> waitingFor(plan).contains("number 1 in line"));
    assertThat(jobsOf(plan)).isZero();
    bench.endWorker(
        "other", "Observe", 1, WorkReport.failed(FailureCode.TABLE_MISSING, "no table"));
    bench.awaitJob(requireNonNull(plan.getMetadata().getUid()), "Build", 1);
    Await.until("the line to be left", LIMIT, () -> !waitingFor(plan).contains("in line"));
  }

  private static MigrationPlanReconciler reconciler(KubernetesClient client) {
    var clock = Clock.systemUTC();
    var queue = new WorkerQueue(client, new WorkerLimits(1, 1), clock);
    return new MigrationPlanReconciler(client, "slipway:test", clock, queue);
  }

  private void createEnvironments() {
    bench.createApp();
    var development = Crm.environment();
    development.getMetadata().setName("crm-dev");
    bench.create(development);
    var production = ReleaseFixtures.read("production.yaml", AppEnvironment.class);
    var ready = production.getStatus();
    production.getMetadata().setNamespace(null);
    production.getMetadata().setUid(null);
    bench.setStatus(bench.create(production), ready);
  }

  private Job workerOfAnother() {
    return new JobBuilder()
        .withNewMetadata()
        .withName("slipway-other-observe-1")
        .withLabels(Map.of(Labels.RUN, "other", Labels.STEP, "Observe", Labels.ATTEMPT, "1"))
        .endMetadata()
        .withNewSpec()
        .withNewTemplate()
        .withNewSpec()
        .withRestartPolicy("Never")
        .addNewContainer()
        .withName("worker")
        .withImage("slipway:test")
        .endContainer()
        .endSpec()
        .endTemplate()
        .endSpec()
        .build();
  }

  private int jobsOf(MigrationPlan plan) {
    return bench.jobs(plan.getMetadata().getUid()).size();
  }

  private String waitingFor(MigrationPlan plan) {
    var status = bench.get(plan).getStatus();
    return status == null || status.waitingFor() == null ? "" : status.waitingFor();
  }

  private MigrationPlan plan() {
    var yaml =
        SlipwaySerialization.create()
            .asYaml(ReleaseFixtures.read("release.yaml", MigrationPlan.class))
            .replace("namespace: \"crm-dev\"", "namespace: \"" + bench.namespace() + "\"");
    var plan = SlipwaySerialization.create().unmarshal(yaml, MigrationPlan.class);
    plan.getMetadata().setNamespace(null);
    plan.getMetadata().setUid(null);
    return plan;
  }
}
