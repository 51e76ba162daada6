package dev.slipway.cli;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.api.SlipwaySerialization;
import dev.slipway.api.environment.AppEnvironment;
import dev.slipway.api.plan.MigrationPlan;
import dev.slipway.engine.ExitCode;
import dev.slipway.testkit.kube.KubeApi;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The verbs that speak to a cluster, on a real API server where no operator is. */
class ClusterVerbsApiIT {
  private static final String KUBECONFIG = "kubeconfig";
  private static final String PREVIEW = "sha256:" + "cd".repeat(32);

  private final KubernetesClient client =
      new KubernetesClientBuilder()
          .withConfig(KubeApi.shared().admin().getConfiguration())
          .withKubernetesSerialization(SlipwaySerialization.create())
          .build();
  private final String namespace = KubeApi.shared().namespace();
  private final StringWriter output = new StringWriter();
  private final StringWriter errors = new StringWriter();

  @BeforeEach
  void createApp() {
    System.setProperty(KUBECONFIG, KubeApi.shared().kubeconfig().toString());
    create("cluster.yaml");
  }

  @AfterEach
  void forgetTheCluster() {
    client.close();
    System.clearProperty(KUBECONFIG);
  }

  @Test
  void reopensAnAppWithoutPlanAndOperator() {
    close();

    assertThat(run("reopen", "crm", "--wait", "1")).isEqualTo(ExitCode.DONE.status());

    assertThat(deployment().getSpec().getReplicas()).isEqualTo(0);
    assertThat(deployment().getMetadata().getAnnotations()).isNullOrEmpty();
    assertThat(service("crm")).isEqualTo("crm");
    assertThat(output.toString())
        .contains(
            "crm was closed by MigrationPlan crm-2026-11", "users are let in", "ALTER DATABASE");
  }

  @Test
  void reopensAnAppWhoseEnvironmentIsGone() {
    close();
    client.resources(AppEnvironment.class).inNamespace(namespace).withName("crm").delete();

    assertThat(run("reopen", "crm", "--wait", "1")).isEqualTo(ExitCode.DONE.status());

    assertThat(service("crm")).isEqualTo("crm");
    assertThat(run("reopen", "crm", "--wait", "1")).isEqualTo(ExitCode.DONE.status());
    assertThat(output.toString()).contains("no object of crm carries a mark");
  }

  @Test
  void approvesInTheCallersNameThePreviewThatStands() {
    phase("WaitingForApproval");

    assertThat(run("approve", "crm-2026-11", "--preview", "sha256:" + "00".repeat(32)))
        .isEqualTo(ExitCode.REFUSED.status());
    assertThat(run("approve", "crm-2026-11")).isEqualTo(ExitCode.DONE.status());

    assertThat(errors.toString()).contains("[PreviewStale]");
    var approval = plan().getSpec().approval();
    assertThat(approval).isNotNull();
    assertThat(approval.preview()).isEqualTo(PREVIEW);
    assertThat(approval.by()).isEqualTo("admin");
  }

  @ParameterizedTest
  @CsvSource({
    "validate, WaitingForSignOff, 'verdict=ACCEPTED, by=admin'",
    "reject, WaitingForSignOff, 'verdict=REJECTED, by=admin'",
    "abort, BackingUp, abort=true",
    "retry, NeedsAttention, action=RETRY",
    "rollback, NeedsAttention, action=ROLLBACK",
    "rollback, Succeeded, action=ROLLBACK",
  })
  void saysWhatAPersonSays(String verb, String phase, String said) {
    phase(phase);

    assertThat(run(verb, "crm-2026-11")).as(errors.toString()).isEqualTo(ExitCode.DONE.status());

    assertThat(plan().getSpec().toString()).contains(said);
  }

  @ParameterizedTest
  @CsvSource({"approve", "validate", "reject", "abort", "retry", "rollback", "record", "logs"})
  void refusesWhatMakesNoSense(String verb) {
    phase("Reopening");

    assertThat(run(verb, "crm-2026-11")).isEqualTo(ExitCode.REFUSED.status());
    assertThat(run(verb, "no-such-plan")).isEqualTo(ExitCode.REFUSED.status());

    assertThat(errors.toString()).contains("[NotFound]");
  }

  @Test
  void tellsHowThingsAre() {
    phase("WaitingForApproval");

    assertThat(run("status")).isEqualTo(ExitCode.DONE.status());
    assertThat(run("status", "crm-2026-11")).isEqualTo(ExitCode.DONE.status());
    assertThat(run("status", "crm-2026-11", "--output", "json")).isEqualTo(ExitCode.DONE.status());

    assertThat(output.toString())
        .contains("ENVIRONMENT", "crm-2026-11", "WaitingForApproval", PREVIEW, "\"phase\"");
  }

  @Test
  void saysThatTheClusterIsNotThere() {
    System.setProperty(KUBECONFIG, "/nowhere");

    assertThat(run("status", "--context", "none"))
        .isIn(ExitCode.ENVIRONMENT.status(), ExitCode.REFUSED.status());
  }

  private int run(String verb, String... arguments) {
    var words = new ArrayList<>(List.of(verb));
    words.addAll(List.of(arguments));
    words.addAll(List.of("-n", namespace));
    return SlipwayMain.commandLine(words.toArray(String[]::new))
        .setOut(new PrintWriter(output, true))
        .setErr(new PrintWriter(errors, true))
        .execute(words.toArray(String[]::new));
  }

  private void create(String file) {
    try (var text = ClusterVerbsApiIT.class.getResourceAsStream(file)) {
      client.load(text).items().forEach(it -> client.resource(it).inNamespace(namespace).create());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** As an operator does that is gone since. */
  private void close() {
    var mark =
        """
        {"metadata": {"annotations": {"slipway.dev/quiesced":
         "{\\"holder\\": {\\"kind\\": \\"MigrationPlan\\", \\"namespace\\": \\"x\\", \\"name\\": \\"crm-2026-11\\", \\"uid\\": \\"u\\"}, \\"before\\": %s}"}},
         "spec": %s}
        """;
    var deployment = deployment();
    var before = "{\\\"kind\\\": \\\"%s\\\", \\\"name\\\": \\\"crm\\\", \\\"uid\\\": \\\"%s\\\"%s}";
    patch(
        deployment,
        mark.formatted(
            before.formatted("Deployment", deployment.getMetadata().getUid(), ""),
            "{\"replicas\": 0}"));
    var service = client.services().inNamespace(namespace).withName("crm").get();
    patch(
        service,
        mark.formatted(
            before.formatted(
                "Service",
                service.getMetadata().getUid(),
                ", \\\"selector\\\": {\\\"app\\\": \\\"crm\\\"}"),
            "{\"selector\": {\"app\": \"slipway-closed\"}}"));
  }

  private void patch(HasMetadata object, String patch) {
    client
        .resource(object)
        .patch(
            new PatchContext.Builder()
                .withPatchType(PatchType.JSON_MERGE)
                .withFieldManager("slipway")
                .build(),
            patch);
  }

  private void phase(String phase) {
    client
        .resource(plan())
        .subresource("status")
        .patch(
            PatchContext.of(PatchType.JSON_MERGE),
            "{\"status\": {\"phase\": \"%s\", \"preview\": {\"digest\": \"%s\"}}}"
                .formatted(phase, PREVIEW));
  }

  private MigrationPlan plan() {
    return requireNonNull(
        client.resources(MigrationPlan.class).inNamespace(namespace).withName("crm-2026-11").get());
  }

  private Deployment deployment() {
    return client.apps().deployments().inNamespace(namespace).withName("crm").get();
  }

  private String service(String name) {
    return requireNonNull(
        client
            .services()
            .inNamespace(namespace)
            .withName(name)
            .get()
            .getSpec()
            .getSelector()
            .get("app"));
  }
}
