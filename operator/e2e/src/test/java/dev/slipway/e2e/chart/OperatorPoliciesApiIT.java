package dev.slipway.e2e.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.slipway.testkit.Await;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.batch.v1.CronJob;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What somebody could not do who has stolen the operator's account. */
class OperatorPoliciesApiIT {
  private static final String NAMESPACE = InstalledChart.GRANTED;

  private final InstalledChart installed = InstalledChart.shared();
  private final KubernetesClient operator = installed.operator();
  private final KubernetesClient admin = installed.admin();

  @BeforeEach
  void createApp() {
    Manifest.of("app.yaml").create(admin, NAMESPACE);
    Manifest.of("environment.yaml").create(admin, NAMESPACE);
  }

  @AfterEach
  void clear() {
    installed.clear(NAMESPACE);
    operator.close();
  }

  @Test
  void aWorkerOfTheOperatorsImageIsTaken() {
    assertThatCode(() -> Manifest.of("worker.yaml").create(operator, NAMESPACE))
        .doesNotThrowAnyException();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          slipway:test     | evil:1                     | may not start workers of the image evil:1
          slipway:test     | slipway:tested             | may not start workers of the image
          Token: false     | Token: true                | no token
          Never,           | Never, hostNetwork: true,  | no part in its node
          Never,           | Never, serviceAccountName: root, | no token
          }],              | }, {name: b, image: "slipway:test"}], | one container
          args: [worker]   | args: [operator]           | role of worker
          args: [worker]   | command: [sh]              | role of worker
          args: [worker]   | args: [worker], env: [{name: A, value: b}]                 | no variables
          args: [worker]   | args: [worker], envFrom: [{secretRef: {name: crm-db}}]     | no variables
          Escalation: false | Escalation: true          | no more power
          drop: [ALL]      | drop: []                   | no more power
          drop: [ALL]      | drop: [ALL], add: [SYS_ADMIN] | no more power
          emptyDir: {}     | hostPath: {path: /}        | mounts Secrets, ConfigMaps, claims
          emptyDir: {}     | projected: {sources: [{serviceAccountToken: {path: t}}]}   | mounts Secrets, ConfigMaps, claims
          /tmp             | /opt/slipway/lib           | over its own program
          app.kubernetes.io/managed-by | managed-by     | managed-by: slipway
          """)
  void anotherPodIsRefused(String words, String others, String refusal) {
    var worker = Manifest.of("worker.yaml").with(words, others);

    assertThat(InstalledChart.refusalOf(() -> worker.tryToCreate(operator, NAMESPACE)))
        .contains(refusal);
  }

  @Test
  void theImageOfAnEnvironmentIsTakenWhereThatEnvironmentIs() {
    assertThat(InstalledChart.refusalOf(() -> ownImage().tryToCreate(operator, NAMESPACE)))
        .contains("may not start workers of the image mirror/slipway:1");

    patch(admin, environment(), "{\"spec\": {\"worker\": {\"image\": \"mirror/slipway:1\"}}}");

    Await.until(
        "the image to be allowed",
        InstalledChart.LIMIT,
        () -> InstalledChart.isTaken(() -> ownImage().create(operator, NAMESPACE)));
  }

  @Test
  void withoutAnEnvironmentNoOtherImageIsTaken() {
    admin.resource(environment()).delete();

    assertThat(InstalledChart.refusalOf(() -> ownImage().tryToCreate(operator, NAMESPACE)))
        .contains("denied");
  }

  /** A run that goes on through an upgrade keeps the image that it began with. */
  @Test
  void theImageOfTheVersionBeforeIsTakenAfterAnUpgrade() {
    var before = Manifest.of("worker.yaml");
    var now = before.with("slipway:test", "slipway:next");

    installed.install("next");
    installed.install("next");

    Await.until(
        "the new image to be allowed",
        InstalledChart.LIMIT,
        () -> InstalledChart.isTaken(() -> now.create(operator, NAMESPACE)));
    assertThatCode(() -> before.create(operator, NAMESPACE)).doesNotThrowAnyException();
    installed.install();
  }

  /** Its image cannot change any more, and controllers have to be able to let it go. */
  @Test
  void aJobCanBeChangedAndGoesWhoseEnvironmentIsGone() {
    patch(admin, environment(), "{\"spec\": {\"worker\": {\"image\": \"mirror/slipway:1\"}}}");
    Await.until(
        "the image to be allowed",
        InstalledChart.LIMIT,
        () -> InstalledChart.isTaken(() -> ownImage().create(operator, NAMESPACE)));
    admin.resource(environment()).delete();
    InstalledChart.refusalOf(() -> ownImage().tryToCreate(operator, NAMESPACE));
    var jobs = admin.batch().v1().jobs().inNamespace(NAMESPACE);
    var job = jobs.list().getItems().getFirst();

    assertThatCode(
            () -> {
              patch(admin, job, "{\"metadata\": {\"finalizers\": [\"example.com/last\"]}}");
              patch(admin, job, "{\"metadata\": {\"finalizers\": null}}");
              operator.resource(job).delete();
            })
        .doesNotThrowAnyException();
  }

  @Test
  void aCheckIsTakenThatRunsWhatItsSuspendedCronJobWould() {
    patch(admin, cronJob(), "{\"spec\": {\"suspend\": true}}");

    Await.until(
        "the check to be allowed",
        InstalledChart.LIMIT,
        () -> InstalledChart.isTaken(() -> check().create(operator, NAMESPACE)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          true  | crm:1             | evil:1                         | would run, and nothing else
          true  | Never             | Never, hostNetwork: true       | would run, and nothing else
          true  | kind: CronJob     | kind: Deployment               | belongs to the CronJob
          true  | uid: UID          | uid: not-UID                   | belongs to the CronJob
          false | Never             | Never                          | is not suspended
          """)
  void anotherCheckIsRefused(boolean suspend, String words, String others, String refusal) {
    patch(admin, cronJob(), "{\"spec\": {\"suspend\": " + suspend + "}}");
    var check = check(Manifest.of("check.yaml").with(words, others));

    assertThat(InstalledChart.refusalOf(() -> check.tryToCreate(operator, NAMESPACE)))
        .contains(refusal);
  }

  @Test
  void theJobsOfOthersAreNobodysBusiness() {
    var others = Manifest.of("worker.yaml").with("slipway:test", "report:1");

    assertThatCode(() -> others.create(admin, InstalledChart.OTHER)).doesNotThrowAnyException();
  }

  @Test
  void workloadsAreScaledSuspendedAndMarked() {
    var mark = "\"metadata\": {\"annotations\": {\"slipway.dev/quiesced\": \"{}\"}}";

    patch(operator, deployment(), "{\"spec\": {\"replicas\": 0}, " + mark + "}");
    patch(operator, cronJob(), "{\"spec\": {\"suspend\": true}, " + mark + "}");
    patch(operator, service(), "{\"spec\": {\"selector\": {\"app\": \"closed\"}}, " + mark + "}");

    assertThat(admin.resource(deployment()).get().getSpec().getReplicas()).isZero();
    assertThat(admin.resource(cronJob()).get().getSpec().getSuspend()).isTrue();
    assertThat(admin.resource(service()).get().getSpec().getSelector())
        .containsEntry("app", "closed");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"spec": {"template": {"spec": {"serviceAccountName": "root"}}}} | nothing of the spec but replicas
          {"spec": {"paused": true}}                                       | nothing of the spec but replicas
          {"metadata": {"annotations": {"owner": "me"}}}                   | no annotations but its own
          {"metadata": {"annotations": {"owner": null}}}                   | no annotations but its own
          {"metadata": {"labels": {"app": null}}}                          | changes no labels
          {"metadata": {"finalizers": ["slipway.dev/reopen"]}}             | changes no labels
          """)
  void nothingElseOfADeploymentIsChanged(String patch, String refusal) {
    assertThat(InstalledChart.refusalOf(operator, deployment(), patch)).contains(refusal);
  }

  @Test
  void nothingElseOfACronJobOrServiceIsChanged() {
    var schedule = "{\"spec\": {\"schedule\": \"* * * * *\"}}";
    var type = "{\"spec\": {\"type\": \"LoadBalancer\"}}";

    assertThat(InstalledChart.refusalOf(operator, cronJob(), schedule))
        .contains("nothing of the spec but suspend");
    assertThat(InstalledChart.refusalOf(operator, service(), type))
        .contains("nothing of the spec but selector");
  }

  @Test
  void theSelectorAndPortsOfAFrontAreChangedAndNothingElse() {
    var ports = "{\"spec\": {\"ports\": [{\"port\": 81}], \"selector\": {\"app\": \"b\"}}}";
    var type = "{\"spec\": {\"type\": \"LoadBalancer\"}}";

    assertThat(InstalledChart.refusalOf(operator, service(), ports))
        .contains("nothing of the spec but selector");
    patch(admin, service(), "{\"metadata\": {\"labels\": {\"slipway.dev/front-of\": \"crm\"}}}");
    patch(operator, service(), ports);

    assertThat(service().getSpec().getPorts()).singleElement().matches(it -> it.getPort() == 81);
    assertThat(InstalledChart.refusalOf(operator, service(), type))
        .contains("nothing of the spec but selector and ports");
  }

  @Test
  void aMaintenancePageIsMadeAndTakenAway() {
    var page = Manifest.of("page.yaml").create(operator, NAMESPACE).getFirst();

    assertThatCode(() -> operator.resource(page).delete()).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          name: slipway-page-crm | name: crm-2               | no Deployment but slipway-page
          replicas: 1            | replicas: 9               | no Deployment but slipway-page
          slipway:test           | evil:1                    | a maintenance page with the image evil:1
          Token: false           | Token: true               | no token
          args: [page,           | args: [operator,          | the image's program in that role
          args: [page,           | command: [sh], args: [page, | the image's program in that role
          configMap: {name: crm-page} | secret: {secretName: crm-db} | no Secrets
          drop: [ALL]            | drop: []                  | no more power
          app.kubernetes.io/managed-by | managed-by          | managed-by: slipway
          """)
  void anotherDeploymentIsRefused(String words, String others, String refusal) {
    var page = Manifest.of("page.yaml").with(words, others);

    assertThat(InstalledChart.refusalOf(() -> page.tryToCreate(operator, NAMESPACE)))
        .contains(refusal);
  }

  @Test
  void anAutoscalerIsHeldStillAndNothingElseOfItIsChanged() {
    var autoscaler = Manifest.of("autoscaler.yaml").create(admin, NAMESPACE).getFirst();

    patch(operator, autoscaler, "{\"spec\": {\"minReplicas\": 1, \"maxReplicas\": 1}}");

    assertThat(
            InstalledChart.refusalOf(
                operator, autoscaler, "{\"spec\": {\"scaleTargetRef\": {\"name\": \"other\"}}}"))
        .contains("nothing of the spec but minReplicas and maxReplicas");
  }

  @Test
  void theDeploymentsOfOthersAreNotDeleted() {
    assertThat(InstalledChart.refusalOf(() -> operator.resource(deployment()).delete()))
        .contains("managed-by: slipway");
  }

  @Test
  void theServicesOfOthersAreNotDeleted() {
    assertThat(InstalledChart.refusalOf(() -> operator.resource(service()).delete()))
        .contains("managed-by: slipway");
  }

  @Test
  void aSpecIsNotChanged() {
    var patch = "{\"spec\": {\"worker\": {\"image\": \"evil:1\"}}}";

    assertThat(InstalledChart.refusalOf(operator, environment(), patch))
        .contains("the operator does not change it");
  }

  @Test
  void aFinalizerOfAnEnvironmentIsSetAndTaken() {
    patch(operator, environment(), "{\"metadata\": {\"finalizers\": [\"slipway.dev/reopen\"]}}");
    patch(operator, environment(), "{\"metadata\": {\"finalizers\": []}}");

    assertThat(admin.resource(environment()).get().getMetadata().getFinalizers()).isEmpty();
  }

  private Manifest check() {
    return check(Manifest.of("check.yaml"));
  }

  private Manifest check(Manifest manifest) {
    return manifest.with("UID", admin.resource(cronJob()).get().getMetadata().getUid());
  }

  private static Manifest ownImage() {
    return Manifest.of("worker.yaml")
        .with("slipway:test", "mirror/slipway:1")
        .with("labels: {", "labels: {slipway.dev/own-image: \"true\", ");
  }

  private static HasMetadata patch(KubernetesClient client, HasMetadata object, String patch) {
    return client.resource(object).patch(PatchContext.of(PatchType.JSON_MERGE), patch);
  }

  private HasMetadata environment() {
    return installed.environment(NAMESPACE);
  }

  private Deployment deployment() {
    return admin.apps().deployments().inNamespace(NAMESPACE).withName("crm").get();
  }

  private CronJob cronJob() {
    return admin.batch().v1().cronjobs().inNamespace(NAMESPACE).withName("crm-import").get();
  }

  private Service service() {
    return admin.services().inNamespace(NAMESPACE).withName("crm").get();
  }
}
