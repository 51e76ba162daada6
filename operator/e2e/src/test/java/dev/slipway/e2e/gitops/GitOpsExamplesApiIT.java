package dev.slipway.e2e.gitops;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.testkit.Repository;
import dev.slipway.testkit.kube.KubeApi;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What lies in examples/argo-cd. */
class GitOpsExamplesApiIT {
  private static final String FOLDER = "examples/argo-cd/";
  private static final Pattern POINTER = Pattern.compile("/spec/[a-zA-Z/]+");

  private final KubeApi kube = KubeApi.shared();
  private final String namespace = kube.namespace();

  @Test
  void whatLiesInGitIsTaken() {
    apply("--server-side", "-f", file("crm"), "-n", namespace);
  }

  @Test
  void theSettingsAreTaken() throws IOException {
    var settings = Files.readString(Repository.path(FOLDER + "argocd-cm.yaml"), UTF_8);

    var here = settings.replace("namespace: argocd", "namespace: " + namespace);

    var answer = kube.kubectlWithInput(here, "apply", "--validate=strict", "-f", "-");
    assertThat(answer.exitCode()).as(answer.output()).isZero();
  }

  @Test
  void theWavesAreInTheirOrder() throws IOException {
    var waves = new ArrayList<String>();
    for (var file : List.of("environment.yaml", "plan.yaml", "app.yaml")) {
      var yaml = Files.readString(Repository.path(FOLDER + "crm/" + file), UTF_8);
      waves.add(yaml.replaceFirst("(?s).*sync-wave: \"(\\d)\".*", "$1"));
    }

    assertThat(waves).containsExactly("0", "1", "2");
  }

  /** Each may be set on a plan in Git: the API server would refuse one that is misspelt. */
  @Test
  void everyFieldThatIsIgnoredIsThere() throws IOException {
    var yaml = Files.readString(Repository.path(FOLDER + "argocd-cm.yaml"), UTF_8);
    var settings = new KubernetesSerialization().unmarshal(yaml, ConfigMap.class);
    for (var kind : List.of("MigrationPlan", "Restore")) {
      var ignored =
          settings.getData().get("resource.customizations.ignoreDifferences.slipway.dev_" + kind);
      var pointers = POINTER.matcher(ignored).results().map(it -> it.group()).toList();

      assertThat(pointers).isNotEmpty().allSatisfy(it -> assertExplained(kind, it));
    }
  }

  @Test
  void theApplicationRespectsWhatItIgnores() throws IOException {
    var yaml = Files.readString(Repository.path(FOLDER + "application.yaml"), UTF_8);
    var application =
        new KubernetesSerialization().unmarshal(yaml, GenericKubernetesResource.class);

    assertThat(application.<List<String>>get("spec", "syncPolicy", "syncOptions"))
        .contains("RespectIgnoreDifferences=true");
    assertThat(application.<List<Object>>get("spec", "ignoreDifferences")).hasSize(2);
  }

  private void assertExplained(String kind, String pointer) {
    var field = kind.equals("Restore") ? "restores" : "migrationplans";
    var answer = kube.kubectl("explain", field + pointer.replace('/', '.'));
    assertThat(answer.exitCode()).as(pointer + ": " + answer.output()).isZero();
  }

  private void apply(String... more) {
    var line = new ArrayList<>(List.of("apply", "--validate=strict"));
    line.addAll(List.of(more));
    var answer = kube.kubectl(line.toArray(String[]::new));
    assertThat(answer.exitCode()).as(answer.output()).isZero();
    assertThat(answer.output()).doesNotContain("Warning");
  }

  private static String file(String name) {
    return Repository.path(FOLDER + name).toString();
  }
}
