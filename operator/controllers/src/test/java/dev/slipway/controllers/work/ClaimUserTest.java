package dev.slipway.controllers.work;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.api.SlipwaySerialization;
import dev.slipway.api.environment.RunAs;
import dev.slipway.api.environment.StorageClaim;
import dev.slipway.controllers.bench.Crm;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.batch.v1.CronJob;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClaimUserTest {
  private static final KubernetesSerialization YAML = SlipwaySerialization.create();

  @Test
  void isThatOfThePodThatMountsTheClaim() {
    assertThat(ClaimUser.of(Crm.appObjects(), claims(Crm.CLAIM)))
        .isEqualTo(new ClaimUser.Known(new RunAs(1001L, 1002L, 1003L)));
  }

  @Test
  void isNobodyWhereNobodyMountsIt() {
    assertThat(ClaimUser.of(Crm.appObjects(), claims("another")))
        .isEqualTo(new ClaimUser.Known(null));
    assertThat(ClaimUser.of(Crm.appObjects(), claims())).isEqualTo(new ClaimUser.Known(null));
  }

  @ParameterizedTest
  @CsvSource({
    "'runAsUser: 5, runAsGroup: 6, fsGroup: 7', '', 5, 6, 7",
    "'runAsUser: 5, runAsGroup: 6', 'runAsUser: 8', 8, 6,",
    "'fsGroup: 7', 'runAsUser: 8, runAsGroup: 9', 8, 9, 7",
    "'runAsUser: 0, fsGroup: 7', '', 0, , 7",
    "'runAsUser: 5', 'runAsUser: 0', 0, ,",
    "'fsGroup: 7', '', 0, , 7",
    "'', '', 0, ,",
    "'runAsNonRoot: true, fsGroup: 7', '', , , 7",
    "'runAsNonRoot: true', 'runAsNonRoot: false', 0, ,"
  })
  void isWhatTheContainerSaysAndElseThePod(
      String pod, String container, Long user, Long group, Long fsGroup) {
    var app = app(deployment("a", pod, container, "files"));

    assertThat(ClaimUser.of(app, claims("files")))
        .isEqualTo(new ClaimUser.Known(new RunAs(user, group, fsGroup)));
  }

  @ParameterizedTest
  @CsvSource({"'runAsNonRoot: true', ''", "'', 'runAsNonRoot: true'"})
  void isNobodyInParticularWhereTheImageSaysWhoAndItIsNotRoot(String pod, String container) {
    var app = app(deployment("a", pod, container, "files"));

    assertThat(ClaimUser.of(app, claims("files"))).isEqualTo(new ClaimUser.Known(null));
  }

  @Test
  void isContestedBetweenWorkloadsThatDiffer() {
    var app =
        app(
            deployment("a", "runAsUser: 5", "", "files"),
            deployment("b", "runAsUser: 6", "", "more"));

    assertThat(ClaimUser.of(app, claims("files", "more")))
        .isInstanceOfSatisfying(
            ClaimUser.Contested.class,
            contested ->
                assertThat(contested.message())
                    .contains("files, more", "Deployment a (user 5", "Deployment b (user 6")
                    .contains("worker.runAs"));
    assertThat(ClaimUser.of(app, claims("more")))
        .isEqualTo(new ClaimUser.Known(new RunAs(6L, null, null)));
  }

  @Test
  void isThatOfAStatefulSetThatMadeTheClaimItself() {
    var set =
        YAML.unmarshal(
            """
            apiVersion: apps/v1
            kind: StatefulSet
            metadata: {name: crm}
            spec:
              template:
                spec:
                  securityContext: {runAsUser: 5}
                  containers: [{name: c, volumeMounts: [{name: files, mountPath: /f}]}]
              volumeClaimTemplates: [{metadata: {name: files}}]
            """,
            StatefulSet.class);
    var app = new AppObjects(List.of(), List.of(set), List.of(), List.of(), List.of());

    assertThat(ClaimUser.of(app, claims("files-crm-0")))
        .isEqualTo(new ClaimUser.Known(new RunAs(5L, null, null)));
  }

  @Test
  void isThatOfACronJobAsWell() {
    var job =
        YAML.unmarshal(
            """
            apiVersion: batch/v1
            kind: CronJob
            metadata: {name: import}
            spec: {jobTemplate: {spec: {template: {spec: {
              securityContext: {runAsUser: 5},
              containers: [{name: c, volumeMounts: [{name: f, mountPath: /f}]}],
              volumes: [{name: f, persistentVolumeClaim: {claimName: files}}]}}}}}
            """,
            CronJob.class);
    var app = new AppObjects(List.of(), List.of(), List.of(job), List.of(), List.of());

    assertThat(ClaimUser.of(app, claims("files")))
        .isEqualTo(new ClaimUser.Known(new RunAs(5L, null, null)));
  }

  private static AppObjects app(Deployment... deployments) {
    return new AppObjects(List.of(deployments), List.of(), List.of(), List.of(), List.of());
  }

  private static List<ClaimMount> claims(String... names) {
    return Stream.of(names)
        .map(name -> new ClaimMount(new StorageClaim(name, List.of()), true))
        .toList();
  }

  private static Deployment deployment(String name, String pod, String container, String claim) {
    return YAML.unmarshal(
        """
        apiVersion: apps/v1
        kind: Deployment
        metadata: {name: %s}
        spec:
          template:
            spec:
              securityContext: {%s}
              containers:
                - {name: bystander, securityContext: {runAsUser: 99}}
                - {name: app, securityContext: {%s}, volumeMounts: [{name: f, mountPath: /f}]}
              volumes: [{name: f, persistentVolumeClaim: {claimName: %s}}]
        """
            .formatted(name, pod, container, claim),
        Deployment.class);
  }
}
