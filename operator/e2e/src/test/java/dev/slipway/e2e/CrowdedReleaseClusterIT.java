package dev.slipway.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.api.environment.AppEnvironment;
import dev.slipway.api.plan.PlanPhase;
import dev.slipway.api.status.StepStatus;
import dev.slipway.testkit.Await;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscalerSpec;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A release among others who want the app otherwise: an autoscaler that has no metrics and wants
 * two pods, a CronJob that writes every minute, a budget that lets no pod go.
 */
@ExtendWith(ClusterExtension.class)
class CrowdedReleaseClusterIT {
  private static final Duration LIMIT = Duration.ofMinutes(3);

  private static final String CROWD =
      """
      apiVersion: autoscaling/v2
      kind: HorizontalPodAutoscaler
      metadata: {name: crm}
      spec:
        scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: crm}
        minReplicas: 2
        maxReplicas: 4
        metrics:
          - {type: Resource, resource: {name: cpu, target: {type: Utilization, averageUtilization: 80}}}
      ---
      apiVersion: policy/v1
      kind: PodDisruptionBudget
      metadata: {name: crm}
      spec:
        maxUnavailable: 0
        selector: {matchLabels: {app: crm}}
      ---
      apiVersion: batch/v1
      kind: CronJob
      metadata: {name: crm-import}
      spec:
        schedule: "* * * * *"
        concurrencyPolicy: Forbid
        jobTemplate:
          spec:
            backoffLimit: 0
            template:
              spec:
                restartPolicy: Never
                automountServiceAccountToken: false
                enableServiceLinks: false
                securityContext:
                  {runAsNonRoot: true, runAsUser: 999, runAsGroup: 999, seccompProfile: {type: RuntimeDefault}}
                containers:
                  - name: import
                    image: localhost/slipway-example-postgres:dev
                    command: [psql, -v, ON_ERROR_STOP=1, -c, "INSERT INTO customers (\\"displayName\\") VALUES ('Imported ' || now())"]
                    env:
                      - {name: PGHOST, value: postgres}
                      - {name: PGDATABASE, value: crm}
                      - {name: PGUSER, valueFrom: {secretKeyRef: {name: crm-db, key: username}}}
                      - {name: PGPASSWORD, valueFrom: {secretKeyRef: {name: crm-db, key: password}}}
                    securityContext:
                      {allowPrivilegeEscalation: false, readOnlyRootFilesystem: true, capabilities: {drop: [ALL]}}
      """;

  private final Example example;
  private final SampleApp production;
  private final KubernetesClient client;

  CrowdedReleaseClusterIT(Example example) {
    this.example = example;
    this.production = example.production();
    this.client = example.client();
  }

  @BeforeEach
  void crowd() {
    example.fresh();
    Release.start(example.staging(), "to-staging.yaml", "crowd").await(PlanPhase.SUCCEEDED);
    client.load(stream()).inNamespace(production.namespace()).serverSideApply();
    workloads(
        "{\"kind\": \"Deployment\", \"name\": \"crm\"}, {\"kind\": \"CronJob\", \"name\": \"crm-import\"}");
    Await.until("an import", LIMIT, () -> imports().stream().anyMatch(this::hasSucceeded));
  }

  @AfterEach
  void goAway() {
    workloads("{\"kind\": \"Deployment\", \"name\": \"crm\"}");
    client.load(stream()).inNamespace(production.namespace()).delete();
  }

  @Test
  void staysClosedToAllOfThemAndGivesThemBackWhatTheyHad() {
    var app = AppState.of(production);
    var autoscaler = autoscaler();
    var before = Tables.of(production);

    var release = Release.start(production, "to-production.yaml", "crowd").approve();
    release.await(PlanPhase.SUCCEEDED);

    production.awaitReady(2);
    assertThat(AppState.of(production)).isEqualTo(app);
    assertThat(autoscaler()).isEqualTo(autoscaler);
    assertThat(cronJobIsSuspended()).isFalse();
    assertThat(before.lostIn(Tables.of(production))).isEmpty();
    var closed = step(release, "RaiseFence").finishedAt();
    var opened = step(release, "LowerFence").startedAt();
    assertThat(imports())
        .extracting(job -> Instant.parse(job.getMetadata().getCreationTimestamp()))
        .noneMatch(at -> at.isAfter(closed) && at.isBefore(opened));
  }

  private static InputStream stream() {
    return new ByteArrayInputStream(CROWD.getBytes(StandardCharsets.UTF_8));
  }

  private void workloads(String list) {
    client
        .resources(AppEnvironment.class)
        .inNamespace(production.namespace())
        .withName(production.namespace())
        .patch(
            PatchContext.of(PatchType.JSON_MERGE), "{\"spec\": {\"workloads\": [" + list + "]}}");
    Await.until("production to be ready", LIMIT, () -> example.isReady(production));
  }

  private HorizontalPodAutoscalerSpec autoscaler() {
    return client
        .autoscaling()
        .v2()
        .horizontalPodAutoscalers()
        .inNamespace(production.namespace())
        .withName("crm")
        .require()
        .getSpec();
  }

  private boolean cronJobIsSuspended() {
    var job =
        client
            .batch()
            .v1()
            .cronjobs()
            .inNamespace(production.namespace())
            .withName("crm-import")
            .require();
    return Objects.requireNonNullElse(job.getSpec().getSuspend(), false);
  }

  private List<Job> imports() {
    return client.batch().v1().jobs().inNamespace(production.namespace()).list().getItems().stream()
        .filter(it -> it.getMetadata().getName().startsWith("crm-import-"))
        .toList();
  }

  private boolean hasSucceeded(Job job) {
    return Objects.equals(job.getStatus().getSucceeded(), 1);
  }

  private static StepStatus step(Release release, String name) {
    return release.status().steps().stream()
        .filter(it -> it.name().equals(name))
        .findFirst()
        .orElseThrow();
  }
}
