package dev.slipway.e2e.gitops;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.testkit.Repository;
import dev.slipway.testkit.kube.Kstatus;
import dev.slipway.testkit.kube.KubeApi;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What Flux, and whoever else waits by kstatus, makes of our objects. */
class FluxHealthApiIT {
  private final KubeApi kube = KubeApi.shared();

  /** What has no status at all counts as done there, and the next Kustomization would begin. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "argo-cd/crm/environment.yaml",
        "argo-cd/crm/plan.yaml",
        "restore-in-place/backup.yaml",
        "restore-in-place/restore.yaml"
      })
  void nothingIsDoneThatNoOperatorHasLookedAt(String example) throws IOException {
    var yaml = Files.readString(Repository.path("examples/" + example), UTF_8);
    var text = new KubernetesSerialization();
    var wish = text.unmarshal(yaml, GenericKubernetesResource.class);
    wish.getMetadata().setNamespace(kube.namespace());

    kube.admin().resource(wish).create();

    var there = text.asJson(kube.admin().resource(wish).get());
    assertThat(Kstatus.of(there).status()).as(there).isEqualTo("InProgress");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "MigrationPlan  | phase: Migrating          | Reconciling     | InProgress",
        "MigrationPlan  | phase: WaitingForApproval | Reconciling     | InProgress",
        "MigrationPlan  | phase: Preflight          | Stalled         | Failed",
        "MigrationPlan  | phase: NeedsAttention     | Stalled         | Failed",
        "MigrationPlan  | phase: Succeeded          | Ready, Complete | Current",
        "MigrationPlan  | phase: RolledBack         | Stalled, Failed | Failed",
        "AppEnvironment | replicas: 2/2             | Ready, Granted  | Current",
        "AppEnvironment | replicas: 0/2             | Reconciling     | InProgress",
        "Backup         | phase: Complete           | Ready, Complete | Current",
        "Backup         | phase: Failed             | Stalled, Failed | Failed",
        "Restore        | phase: Restoring          | Reconciling     | InProgress",
        "Restore        | phase: Complete           | Ready, Complete | Current",
      })
  void isWhatItsConditionsSay(String kind, String status, String holding, String wanted) {
    assertThat(Kstatus.of(ObjectText.of(kind, 3, status, holding)).status()).isEqualTo(wanted);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Ready, Complete", "Stalled, Failed"})
  void whatWasSaidOfAnOlderSpecDoesNotCount(String holding) {
    var changed = ObjectText.of("MigrationPlan", 2, "phase: Succeeded", holding);

    assertThat(Kstatus.of(changed).status()).isEqualTo("InProgress");
  }
}
