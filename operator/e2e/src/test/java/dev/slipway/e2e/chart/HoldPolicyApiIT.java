package dev.slipway.e2e.chart;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.api.environment.AppEnvironment;
import dev.slipway.testkit.Await;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBindingBuilder;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a release has closed stays closed, whoever else changes it. */
class HoldPolicyApiIT {
  private static final String NAMESPACE = InstalledChart.GRANTED;
  private static final String HPA = "system:serviceaccount:kube-system:horizontal-pod-autoscaler";
  private static final String TWO = "{\"spec\": {\"replicas\": 2}}";
  private static final String NONE = "{\"spec\": {\"replicas\": 0}}";

  private final InstalledChart installed = InstalledChart.shared();
  private final KubernetesClient admin = installed.admin();
  private final KubernetesClient scaler = installed.as(HPA);

  @BeforeEach
  void createApp() {
    Manifest.of("app.yaml").create(admin, NAMESPACE);
    Manifest.of("environment.yaml").create(admin, NAMESPACE);
    mayChangeApps(HPA);
  }

  @AfterEach
  void clear() {
    installed.clear(NAMESPACE);
    scaler.close();
  }

  @Test
  void nobodyScalesUpWhatIsHeld() {
    hold();

    assertThat(InstalledChart.refusalOf(scaler, deployment(), TWO))
        .contains("Deployment crm is held by MigrationPlan crm-2026-11", "the verb reopen");
    assertThat(InstalledChart.refusalOf(this::scale)).contains("is held by");
  }

  @Test
  void nobodyMakesAnewWhatIsHeld() {
    hold();
    var made = Manifest.of("app.yaml");
    admin.resource(deployment()).delete();

    assertThat(InstalledChart.refusalOf(() -> made.tryToCreate(scaler, NAMESPACE)))
        .contains("is held by");
  }

  @Test
  void nobodyOpensTheServiceOrLetsTheCronJobRun() {
    hold();
    patch(admin, cronJob(), "{\"spec\": {\"suspend\": true}}");

    assertThat(
            InstalledChart.refusalOf(
                scaler, service(), "{\"spec\": {\"selector\": {\"app\": \"b\"}}}"))
        .contains("Service crm is held by");
    assertThat(InstalledChart.refusalOf(scaler, cronJob(), "{\"spec\": {\"suspend\": false}}"))
        .contains("CronJob crm-import is held by");
  }

  @Test
  void nobodyOpensTheFront() {
    for (var environment : List.of("crm", "another")) {
      var made =
          new ServiceBuilder(service())
              .withNewMetadata()
              .withName("front-of-" + environment)
              .addToLabels("slipway.dev/front-of", environment)
              .endMetadata()
              .editSpec()
              .withClusterIP(null)
              .withClusterIPs(List.of())
              .endSpec()
              .build();
      admin.resource(made).inNamespace(NAMESPACE).create();
    }
    hold();
    var open = "{\"spec\": {\"selector\": {\"app\": \"b\"}}}";

    assertThat(InstalledChart.refusalOf(scaler, service("front-of-crm"), open))
        .contains("Service front-of-crm is held by");
    patch(scaler, service("front-of-another"), open);
  }

  @Test
  void scalingDownAndEditingTheTemplateGoOn() {
    hold();
    InstalledChart.refusalOf(scaler, deployment(), TWO);

    patch(scaler, deployment(), NONE);
    patch(
        scaler,
        deployment(),
        "{\"spec\": {\"template\": {\"metadata\": {\"annotations\": {\"restarted\": \"now\"}}}}}");

    assertThat(deployment().getSpec().getReplicas()).isZero();
  }

  @Test
  void theOperatorAndWhoMayReopenChangeWhatIsHeld() {
    hold();
    InstalledChart.refusalOf(scaler, deployment(), TWO);

    try (var operator = installed.operator()) {
      patch(operator, deployment(), TWO);
    }
    patch(admin, deployment(), "{\"spec\": {\"replicas\": 3}}");

    assertThat(deployment().getSpec().getReplicas()).isEqualTo(3);
  }

  @Test
  void whatIsFreeAgainIsScaledByEverybody() {
    hold();
    InstalledChart.refusalOf(scaler, deployment(), TWO);

    status("{\"status\": {\"busyWith\": null}}");

    Await.until(
        "the app to be free",
        InstalledChart.LIMIT,
        () -> InstalledChart.isTaken(() -> patch(scaler, deployment(), TWO)));
  }

  private void hold() {
    status(
        "{\"status\": {\"busyWith\": {\"kind\": \"MigrationPlan\", \"name\": \"crm-2026-11\"}}}");
  }

  private void status(String patch) {
    admin
        .resources(AppEnvironment.class)
        .inNamespace(NAMESPACE)
        .withName("crm")
        .subresource("status")
        .patch(PatchContext.of(PatchType.JSON_MERGE), patch);
  }

  private HasMetadata scale() {
    return scaler.apps().deployments().inNamespace(NAMESPACE).withName("crm").scale(2);
  }

  private Deployment deployment() {
    return admin.apps().deployments().inNamespace(NAMESPACE).withName("crm").get();
  }

  private HasMetadata cronJob() {
    return admin.batch().v1().cronjobs().inNamespace(NAMESPACE).withName("crm-import").get();
  }

  private Service service() {
    return service("crm");
  }

  private Service service(String name) {
    return admin.services().inNamespace(NAMESPACE).withName(name).get();
  }

  private static HasMetadata patch(KubernetesClient client, HasMetadata object, String patch) {
    return client.resource(object).patch(PatchContext.of(PatchType.JSON_MERGE), patch);
  }

  private void mayChangeApps(String user) {
    var role =
        new ClusterRoleBuilder()
            .withNewMetadata()
            .withName("changes-apps")
            .endMetadata()
            .addNewRule()
            .withApiGroups("", "apps", "batch")
            .withResources("deployments", "deployments/scale", "services", "cronjobs")
            .withVerbs("get", "create", "update", "patch")
            .endRule()
            .build();
    var binding =
        new ClusterRoleBindingBuilder()
            .withNewMetadata()
            .withName("changes-apps")
            .endMetadata()
            .withNewRoleRef("rbac.authorization.k8s.io", "ClusterRole", "changes-apps")
            .addNewSubject("rbac.authorization.k8s.io", "User", user, null)
            .build();
    admin.resource(role).serverSideApply();
    admin.resource(binding).serverSideApply();
  }
}
