package dev.slipway.controllers.work;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.api.environment.RunAs;
import dev.slipway.controllers.bench.Crm;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.LocalObjectReference;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.Quantity;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class WorkerPodTest {
  private static final String WISHES =
      """
        worker:
          nodeSelector: {disk: fast}
          tolerations: [{key: database, operator: Exists, effect: NoSchedule}]
          resources: {requests: {memory: 128Mi}, limits: {memory: 512Mi}}
          labels: {team: crm, slipway.dev/step: Forged}
          annotations: {sidecar.istio.io/inject: "false"}
          imagePullSecrets: [{name: registry}]
      """;

  @Test
  void isMadeAsTheEnvironmentWishes() {
    var template = template(WISHES, null);

    assertThat(template.getMetadata().getLabels())
        .containsEntry("team", "crm")
        .containsEntry(Labels.STEP, "BackUp");
    assertThat(template.getMetadata().getAnnotations())
        .containsEntry("sidecar.istio.io/inject", "false");
    var spec = template.getSpec();
    assertThat(spec.getNodeSelector()).containsEntry("disk", "fast");
    assertThat(spec.getTolerations())
        .singleElement()
        .extracting("key", "operator", "effect")
        .containsExactly("database", "Exists", "NoSchedule");
    assertThat(spec.getImagePullSecrets()).containsExactly(new LocalObjectReference("registry"));
    assertThat(container(spec).getResources())
        .extracting("requests", "limits")
        .containsExactly(
            Map.of("memory", new Quantity("128Mi")), Map.of("memory", new Quantity("512Mi")));
  }

  @Test
  void hasNoTokenAndNoRights() {
    var spec = template("", new RunAs(1001L, 1002L, 1003L)).getSpec();

    assertThat(spec.getAutomountServiceAccountToken()).isFalse();
    assertThat(spec.getSecurityContext())
        .extracting("runAsNonRoot", "runAsUser", "runAsGroup", "fsGroup")
        .containsExactly(true, 1001L, 1002L, 1003L);
    assertThat(container(spec).getSecurityContext())
        .extracting("readOnlyRootFilesystem", "allowPrivilegeEscalation")
        .containsExactly(true, false);
    assertThat(container(spec).getSecurityContext().getCapabilities())
        .extracting("drop", "add")
        .containsExactly(List.of("ALL"), List.of());
  }

  @Test
  void isRootWithNoMoreThanItTakesWhereTheAppIs() {
    var spec = template("", new RunAs(0L, null, null)).getSpec();

    assertThat(spec.getSecurityContext())
        .extracting("runAsNonRoot", "runAsUser", "fsGroup")
        .containsExactly(false, 0L, null);
    assertThat(container(spec).getSecurityContext().getCapabilities())
        .extracting("drop", "add")
        .containsExactly(List.of("ALL"), List.of("CHOWN", "DAC_OVERRIDE", "FOWNER"));
    assertThat(container(spec).getSecurityContext().getAllowPrivilegeEscalation()).isFalse();
  }

  @Test
  void isWhomTheEnvironmentNamesRatherThanTheApp() {
    var spec = template("  worker: {runAs: {user: 7}}\n", new RunAs(0L, null, null)).getSpec();

    assertThat(spec.getSecurityContext())
        .extracting("runAsNonRoot", "runAsUser")
        .containsExactly(true, 7L);
    assertThat(container(spec).getSecurityContext().getCapabilities().getAdd()).isEmpty();
  }

  private static Container container(PodSpec spec) {
    return spec.getContainers().getFirst();
  }

  private static PodTemplateSpec template(String wishes, @Nullable RunAs ofTheApp) {
    return new WorkerPod(
            Crm.environment(Crm.yaml() + wishes),
            List.of(),
            List.of(),
            "slipway:test",
            "order",
            ofTheApp,
            null)
        .template(Map.of(Labels.STEP, "BackUp"));
  }
}
