package dev.slipway.controllers.release;

import static dev.slipway.controllers.release.PlayedRelease.FILE;
import static dev.slipway.controllers.release.PlayedRelease.PREVIEW;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.api.SlipwaySerialization;
import dev.slipway.api.plan.MigrationPlan;
import dev.slipway.controllers.bench.OperatorBench;
import dev.slipway.controllers.work.Labels;
import dev.slipway.engine.order.Applied;
import dev.slipway.engine.order.Built;
import dev.slipway.engine.order.Checked;
import dev.slipway.engine.order.Fenced;
import dev.slipway.engine.order.Previewed;
import dev.slipway.engine.order.UndoFile;
import dev.slipway.engine.order.Undone;
import dev.slipway.testkit.Await;
import dev.slipway.testkit.kube.ArgoHealth;
import dev.slipway.testkit.kube.Kstatus;
import dev.slipway.testkit.kube.KubeApi;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apps.DeploymentSpec;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A GitOps controller applies what is in Git again at every step of a release, or prunes it. */
class SyncedPlanApiIT {
  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final UndoFile UNDO = new UndoFile("crm-prod/undo.slipway", "sha256:ef");
  private static final String CLIENT_SIDE = "apply";
  private static final String SERVER_SIDE =
      "apply --server-side --force-conflicts --field-manager=argocd-controller";

  private final OperatorBench bench = new OperatorBench();
  private final PlayedRelease release = new PlayedRelease(bench, "crm");
  private DeploymentSpec deploymentBefore = new DeploymentSpec();
  private String inGit = "";
  private String sync = SERVER_SIDE;

  @BeforeEach
  void createEnvironments() {
    bench.playDeployments();
    release.createChain();
    assertThat(health(release.development()).status()).isEqualTo("Healthy");
    assertThat(health(release.environment()).status()).isEqualTo("Healthy");
    deploymentBefore = deployment();
    inGit =
        """
        apiVersion: slipway.dev/v1alpha1
        kind: MigrationPlan
        metadata: {name: crm-1}
        spec:
          target: crm-prod
          source: {environments: [{namespace: SPACE, name: crm-dev}]}
          approval: {mode: Manual}
          validation: [{name: front-page, http: {path: /, expectBody: Welcome}}]
        """
            .replace("SPACE", bench.namespace());
  }

  @AfterEach
  void stop() throws InterruptedException {
    bench.stop();
  }

  @ParameterizedTest
  @ValueSource(strings = {CLIENT_SIDE, SERVER_SIDE})
  void isReleasedOnceHoweverOftenItIsSynced(String how) {
    sync = how;
    var plan = upToApproval();
    assertThat(health(plan).status()).isEqualTo("Suspended");
    assertThat(statusForFlux(plan)).isEqualTo("InProgress");
    release.approve(plan);
    syncInto("Quiescing", plan);
    assertThat(approvalOf(plan)).isEqualTo(PREVIEW);
    assertThat(health(plan).status()).isEqualTo("Progressing");

    release.end(plan, "RaiseFence", new Fenced(true, 2));
    syncInto("BackingUp", plan);
    release.backUp(plan);
    syncInto("Migrating", plan);
    release.end(plan, "Apply", new Applied(FILE, PREVIEW, 1, 2, 3, 4, UNDO));
    syncInto("Restarting", plan);
    release.end(plan, "LowerFence", new Fenced(false, 1));
    syncInto("Validating", plan);
    release.end(plan, "Validate", new Checked(List.of("front-page")));
    syncInto("Succeeded", plan);

    assertThat(health(plan).status()).isEqualTo("Healthy");
    assertThat(statusForFlux(plan)).isEqualTo("Current");
    assertThat(bench.get(plan).getStatus().runs()).hasSize(1);
    assertThat(deployment()).isEqualTo(deploymentBefore);
    assertThat(stepsOfJobs(plan)).contains("Apply").doesNotHaveDuplicates();
    assertThat(approvalOf(plan)).isEqualTo(PREVIEW);
  }

  @Test
  void isGoneAtOnceWhereItIsPrunedBeforeItBegan() {
    var plan = upToApproval();

    bench.client().resource(plan).delete();

    awaitGone(plan);
    assertThat(deployment()).isEqualTo(deploymentBefore);
  }

  @Test
  void isTakenBackWhereItIsPrunedAfterTheChange() {
    var plan = upToApproval();
    release.approve(plan);
    release.end(plan, "RaiseFence", new Fenced(true, 2));
    release.backUp(plan);
    release.end(plan, "Apply", new Applied(FILE, PREVIEW, 1, 2, 3, 4, UNDO));
    release.end(plan, "LowerFence", new Fenced(false, 1));
    bench.awaitPhase(plan, "Validating");

    bench.client().resource(plan).delete();
    release.end(plan, "RaiseFenceAgain", new Fenced(true, 1));
    release.end(plan, "Undo", new Undone("run", null));
    release.end(plan, "LowerFenceAgain", new Fenced(false, 0));
    release.end(plan, "CheckRestored", new Checked(List.of()));

    awaitGone(plan);
    assertThat(deployment()).isEqualTo(deploymentBefore);
  }

  private MigrationPlan upToApproval() {
    var plan = applied();
    release.end(plan, "Build", new Built(FILE, 1000, 3, 30));
    release.end(plan, "Preview", new Previewed(PREVIEW, "s3://p.json", 1, 2, 3, 4, 1));
    syncInto("WaitingForApproval", plan);
    return plan;
  }

  /** Synced again in this phase, it is as it was. */
  private void syncInto(String phase, MigrationPlan plan) {
    var before = bench.awaitPhase(plan, phase).getMetadata();

    var after = applied().getMetadata();

    assertThat(after.getUid()).isEqualTo(before.getUid());
    assertThat(after.getGeneration()).isEqualTo(before.getGeneration());
  }

  private MigrationPlan applied() {
    var words = Stream.of((sync + " -f - -n " + bench.namespace()).split(" ", -1));
    var answer = KubeApi.shared().kubectlWithInput(inGit, words.toArray(String[]::new));
    assertThat(answer.exitCode()).as(answer.output()).isZero();
    return bench
        .client()
        .resources(MigrationPlan.class)
        .inNamespace(bench.namespace())
        .withName("crm-1")
        .require();
  }

  private String approvalOf(MigrationPlan plan) {
    return String.valueOf(requireNonNull(bench.get(plan).getSpec().approval()).preview());
  }

  private void awaitGone(MigrationPlan plan) {
    Await.until("the plan to be gone", LIMIT, () -> bench.get(plan) == null);
  }

  private DeploymentSpec deployment() {
    var deployments = bench.client().apps().deployments().inNamespace(bench.namespace());
    return deployments.withName("crm").require().getSpec();
  }

  /** The steps that Jobs were made for; one that was made for twice is there twice. */
  private List<String> stepsOfJobs(MigrationPlan plan) {
    var jobs = bench.client().batch().v1().jobs().inNamespace(bench.namespace());
    return jobs.withLabel(Labels.RUN, plan.getMetadata().getUid()).list().getItems().stream()
        .map(it -> it.getMetadata().getLabels().get(Labels.STEP))
        .toList();
  }

  private ArgoHealth health(HasMetadata object) {
    return ArgoHealth.of(object.getKind(), json(object));
  }

  private String statusForFlux(HasMetadata object) {
    return Kstatus.of(json(object)).status();
  }

  private String json(HasMetadata object) {
    return SlipwaySerialization.create().asJson(bench.get(object));
  }
}
