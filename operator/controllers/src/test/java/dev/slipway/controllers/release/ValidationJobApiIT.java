package dev.slipway.controllers.release;

import static dev.slipway.controllers.release.ReleaseFixtures.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.api.SlipwaySerialization;
import dev.slipway.api.check.Check;
import dev.slipway.api.check.JobCheck;
import dev.slipway.controllers.bench.OperatorBench;
import dev.slipway.controllers.check.JobChecks;
import dev.slipway.controllers.check.JobsSeen;
import dev.slipway.controllers.step.Actions;
import dev.slipway.controllers.step.StepResult;
import dev.slipway.controllers.step.StepResult.Act;
import dev.slipway.controllers.step.StepResult.Done;
import dev.slipway.controllers.step.StepResult.Wait;
import dev.slipway.controllers.work.RunId;
import io.fabric8.kubernetes.api.model.batch.v1.CronJob;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A check that is a Job, on a real API server; the test plays the Job controller. */
class ValidationJobApiIT {
  private static final RunId RUN = new RunId("0a1b2c3d-0000-4000-8000-000000000000");
  private static final List<Check> CHECKS =
      List.of(new Check("flows", null, null, new JobCheck("crm-smoke")));
  private static final String CRON_JOB =
      """
      apiVersion: batch/v1
      kind: CronJob
      metadata: {name: crm-smoke}
      spec:
        schedule: "0 0 * * *"
        suspend: true
        jobTemplate:
          spec:
            backoffLimit: 0
            template:
              metadata: {labels: {app: crm-smoke}}
              spec: {restartPolicy: Never, containers: [{name: smoke, image: "crm/smoke:1"}]}
      """;

  private final OperatorBench bench =
      OperatorBench.withOnly(
          client -> new MigrationPlanReconciler(client, "slipway:test", Clock.systemUTC()));

  @AfterEach
  void stop() throws InterruptedException {
    bench.stop();
  }

  @Test
  void beginsOnceAndEndsAsItsJobDoes() {
    bench.create(SlipwaySerialization.create().unmarshal(CRON_JOB, CronJob.class));

    var begun = evaluate();
    new Actions(bench.client()).perform(((Act) begun).action());
    var awaited = evaluate();
    bench.complete(job());

    assertThat(awaited).isInstanceOf(Wait.class);
    assertThat(evaluate()).isEqualTo(new Done("every Job has succeeded: flows"));
    assertThat(job().getSpec().getTemplate().getSpec().getContainers().getFirst().getImage())
        .isEqualTo("crm/smoke:1");
    assertThat(job().getSpec().getTemplate().getMetadata().getLabels())
        .containsEntry("app", "crm-smoke");
  }

  private StepResult evaluate() {
    var seen = JobsSeen.in(bench.client(), bench.namespace(), RUN, CHECKS);
    return new JobChecks(RUN, seen, CHECKS, NOW).outcome();
  }

  private Job job() {
    var jobs = bench.client().batch().v1().jobs().inNamespace(bench.namespace()).list().getItems();
    assertThat(jobs).hasSize(1);
    return jobs.getFirst();
  }
}
