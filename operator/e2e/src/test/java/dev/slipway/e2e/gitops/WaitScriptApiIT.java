package dev.slipway.e2e.gitops;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.api.backup.Backup;
import dev.slipway.testkit.Program;
import dev.slipway.testkit.Repository;
import dev.slipway.testkit.kube.KubeApi;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** examples/pipeline/wait, with real kubectl and statuses that the test writes. */
class WaitScriptApiIT {
  private static final String LONG = "60s";

  private final KubeApi kube = KubeApi.shared();
  private final String namespace = kube.namespace();

  @BeforeEach
  void createBackup() {
    var yaml =
        """
        apiVersion: slipway.dev/v1alpha1
        kind: Backup
        metadata: {name: crm}
        spec: {environment: crm-prod}
        """;
    var answer = kube.kubectlWithInput(yaml, "apply", "-f", "-", "-n", namespace);
    assertThat(answer.exitCode()).as(answer.output()).isZero();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Complete=True                           | 0 | is Complete: says Complete",
        "Failed=True, Stalled=True               | 1 | is Failed: says Failed",
        "Stalled=True, Failed=False              | 2 | is Stalled: says Stalled",
      })
  void saysHowItHasEnded(String conditions, int status, String words)
      throws IOException, InterruptedException {
    setConditions(conditions.split(", ", -1));

    var ended = run("crm", LONG);

    assertThat(ended.words()).isEqualTo("slbak/crm " + words);
    assertThat(ended.status()).isEqualTo(status);
  }

  @Test
  void comesToAnEndWithWhatItWaitsFor() throws IOException, InterruptedException {
    setConditions("Reconciling=True");
    var process = start("crm", LONG);
    assertThat(process.isAlive()).isTrue();

    setConditions("Failed=True");

    assertThat(end(process).status()).isEqualTo(1);
  }

  @Test
  void endsWithItsTime() throws IOException, InterruptedException {
    setConditions("Reconciling=True", "Complete=False");

    var ended = run("crm", "1s");

    assertThat(ended.words()).isEqualTo("slbak/crm has not ended within 1s: says Reconciling");
    assertThat(ended.status()).isEqualTo(3);
  }

  @Test
  void saysSoWhereThereIsNothing() throws IOException, InterruptedException {
    var ended = run("other", "1s");

    assertThat(ended.words()).contains("\"other\" not found");
    assertThat(ended.status()).isEqualTo(4);
  }

  private Ended run(String name, String limit) throws IOException, InterruptedException {
    return end(start(name, limit));
  }

  private Process start(String name, String limit) throws IOException {
    var script = Repository.path("examples/pipeline/wait").toString();
    var builder = new ProcessBuilder(script, "slbak", name, limit, "-n", namespace);
    var folder = requireNonNull(Program.path("kubectl").getParent());
    builder.environment().merge("PATH", folder.toString(), (path, first) -> first + ":" + path);
    builder.environment().put("KUBECONFIG", kube.kubeconfig().toString());
    return builder.redirectErrorStream(true).start();
  }

  private static Ended end(Process process) throws IOException, InterruptedException {
    var words = new String(process.getInputStream().readAllBytes(), UTF_8).strip();
    return new Ended(process.waitFor(), words);
  }

  /**
   * @param claims such as {@code Complete=True}
   */
  private void setConditions(String... claims) {
    var conditions =
        Stream.of(claims).map(claim -> claim.split("=", 2)).map(WaitScriptApiIT::condition);
    var list = conditions.collect(joining(", "));
    var patch = "{\"status\": {\"observedGeneration\": 1, \"conditions\": [" + list + "]}}";
    kube.admin()
        .resources(Backup.class)
        .inNamespace(namespace)
        .withName("crm")
        .subresource("status")
        .patch(PatchContext.of(PatchType.JSON_MERGE), patch);
  }

  private static String condition(String... claim) {
    return """
    {"type": "TYPE", "status": "STATUS", "reason": "Why", "message": "says TYPE",
     "lastTransitionTime": "2026-11-21T09:00:00Z"}
    """
        .replace("TYPE", claim[0])
        .replace("STATUS", claim[1]);
  }

  private record Ended(int status, String words) {}
}
