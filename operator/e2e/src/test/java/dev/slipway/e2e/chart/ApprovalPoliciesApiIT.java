package dev.slipway.e2e.chart;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.slipway.api.plan.MigrationPlan;
import dev.slipway.api.restore.Restore;
import dev.slipway.testkit.Await;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.rbac.RoleBindingBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** To write a plan is one thing, to approve it another. */
class ApprovalPoliciesApiIT {
  private static final String PRODUCTION = InstalledChart.GRANTED;
  private static final String DEVELOPMENT = InstalledChart.DEVELOPMENT;
  private static final String PREVIEW = "sha256:" + "cd".repeat(32);
  private static final String OTHER_PREVIEW = "sha256:" + "ef".repeat(32);

  private final InstalledChart installed = InstalledChart.shared();
  private final KubernetesClient admin = installed.admin();
  private final KubernetesClient editor = installed.as("eve");
  private final KubernetesClient approver = installed.as("ann");
  private final KubernetesClient gitops = installed.as(InstalledChart.GITOPS);

  @BeforeEach
  void createEnvironments() {
    Manifest.of("environment.yaml").create(admin, PRODUCTION);
    Manifest.of("environment.yaml")
        .with("stage: Production", "stage: Development")
        .create(admin, DEVELOPMENT);
    for (var namespace : List.of(PRODUCTION, DEVELOPMENT)) {
      bind("eve", "slipway-edit", namespace);
      bind("eve", "slipway-view", namespace);
      bind("ann", "slipway-approver", namespace);
      bind(InstalledChart.GITOPS, "slipway-edit", namespace);
      bind(InstalledChart.GITOPS, "slipway-view", namespace);
    }
  }

  @AfterEach
  void clear() {
    installed.clear(PRODUCTION);
    installed.clear(DEVELOPMENT);
    List.of(editor, approver, gitops).forEach(KubernetesClient::close);
  }

  @Test
  void whoMayApproveApprovesInTheirOwnName() {
    var plan = plan(PRODUCTION);

    patch(approver, plan, approval(PREVIEW, "ann"));

    assertThat(requireNonNull(admin.resource(plan).get().getSpec().approval()).by())
        .isEqualTo("ann");
  }

  @Test
  void nobodyApprovesInAnothersName() {
    var plan = plan(PRODUCTION);

    assertThat(refused(approver, plan, approval(PREVIEW, "eve"))).contains("your own name, ann");
    assertThat(refused(approver, plan, approval(PREVIEW, "git"))).contains("your own name, ann");
    assertThat(refused(admin, plan, approval(PREVIEW, "ann"))).contains("your own name, admin");
  }

  @Test
  void anApprovalIsNotMovedToAnotherPreview() {
    var plan = plan(PRODUCTION);
    patch(approver, plan, approval(PREVIEW, "ann"));
    bind("bob", "slipway-approver", PRODUCTION);
    var moved = "{\"spec\": {\"approval\": {\"preview\": \"" + OTHER_PREVIEW + "\"}}}";

    try (var another = installed.as("bob")) {
      assertThat(refused(another, plan, moved)).contains("your own name, bob");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"spec\": {\"approval\": {\"mode\": \"Automatic\"}}}",
        "{\"spec\": {\"signOff\": {\"verdict\": \"Accepted\", \"by\": \"eve\"}}}",
        "{\"spec\": {\"resolve\": {\"action\": \"Reopen\", \"nonce\": \"1\"}}}"
      })
  void whoMayOnlyEditTakesNoDecision(String decision) {
    assertThat(refused(editor, plan(PRODUCTION), decision)).contains("slipway-approver");
  }

  @Test
  void whoMayOnlyEditDoesNotApprove() {
    assertThat(refused(editor, plan(PRODUCTION), approval(PREVIEW, "eve")))
        .contains("the verb approve");
  }

  @Test
  void aPlanIsNotWrittenWithADecisionInIt() {
    var plan = Manifest.of("plan.yaml").with("spec:\n", "spec:\n  approval: {mode: Automatic}\n");

    assertThat(InstalledChart.refusalOf(() -> plan.tryToCreate(editor, PRODUCTION)))
        .contains("slipway-approver");
  }

  @Test
  void whoMayOnlyEditWithdrawsAnApprovalAndChangesTheRest() {
    var plan = plan(PRODUCTION);
    patch(approver, plan, approval(PREVIEW, "ann"));

    patch(editor, plan, "{\"spec\": {\"description\": \"the follow-up page\"}}");
    patch(editor, plan, "{\"spec\": {\"approval\": null, \"abort\": true}}");

    assertThat(admin.resource(plan).get().getSpec().approval()).isNull();
  }

  @Test
  void onDevelopmentEverybodyDecides() {
    var plan = plan(DEVELOPMENT);

    patch(editor, plan, approval(PREVIEW, "eve"));

    assertThat(requireNonNull(admin.resource(plan).get().getSpec().approval()).by())
        .isEqualTo("eve");
  }

  @Test
  void gitApprovesWhereTheEnvironmentTrustsIt() {
    var plan = plan(PRODUCTION);
    assertThat(refused(gitops, plan, approval(PREVIEW, "git"))).contains("slipway-approver");

    patch(admin, installed.environment(PRODUCTION), "{\"spec\": {\"trustGit\": true}}");

    Await.until(
        "Git to be trusted",
        InstalledChart.LIMIT,
        () -> InstalledChart.isTaken(() -> patch(gitops, plan, approval(PREVIEW, "git"))));
  }

  @Test
  void aPlanIsOfWhoWritesIt() {
    var another = Manifest.of("plan.yaml").with("spec:\n", "spec:\n  createdBy: ann\n");
    var own = Manifest.of("plan.yaml").with("spec:\n", "spec:\n  createdBy: eve\n");

    assertThat(InstalledChart.refusalOf(() -> another.tryToCreate(editor, PRODUCTION)))
        .contains("spec.createdBy has to be your own name, eve");
    assertThatCode(() -> own.create(editor, PRODUCTION)).doesNotThrowAnyException();
  }

  @Test
  void onlyWhoMayApproveRestoresInPlace() {
    var restore = Manifest.of("restore.yaml");

    assertThat(InstalledChart.refusalOf(() -> restore.tryToCreate(editor, PRODUCTION)))
        .contains("slipway-approver");

    restore.create(approver, PRODUCTION);
    assertThat(refused(editor, restore(), "{\"spec\": {\"runNonce\": \"again\"}}"))
        .contains("slipway-approver");
    patch(editor, restore(), "{\"spec\": {\"abort\": true}}");
    assertThat(admin.resource(restore()).get().getSpec().abort()).isTrue();
  }

  @Test
  void whoMayEditRestoresBesideAndOnDevelopment() {
    var beside = Manifest.of("restore.yaml").with("mode: InPlace", "mode: Independent");

    assertThatCode(
            () -> {
              beside.create(editor, PRODUCTION);
              Manifest.of("restore.yaml").create(editor, DEVELOPMENT);
            })
        .doesNotThrowAnyException();
  }

  /** The operator takes the finalizer off a plan whose environment is gone. */
  @Test
  void withoutAnEnvironmentPlansCanStillBeWrittenAndChanged() {
    admin.resource(installed.environment(PRODUCTION)).delete();
    var plan = plan(PRODUCTION);

    try (var operator = installed.operator()) {
      patch(operator, plan, "{\"metadata\": {\"finalizers\": []}}");
    }

    assertThat(admin.resource(plan).get()).isNotNull();
  }

  @Test
  void whoMayEditWritesNoEnvironment() {
    var change = "{\"spec\": {\"allowSkippingBackup\": true}}";

    assertThat(refused(editor, installed.environment(PRODUCTION), change))
        .contains("cannot patch resource \"appenvironments\"");
  }

  private MigrationPlan plan(String namespace) {
    Manifest.of("plan.yaml").create(editor, namespace);
    return admin
        .resources(MigrationPlan.class)
        .inNamespace(namespace)
        .withName("crm-2026-11")
        .require();
  }

  private Restore restore() {
    return admin.resources(Restore.class).inNamespace(PRODUCTION).withName("crm-back").require();
  }

  private static String approval(String preview, String by) {
    return "{\"spec\": {\"approval\": {\"preview\": \"%s\", \"by\": \"%s\"}}}"
        .formatted(preview, by);
  }

  private static String refused(KubernetesClient client, HasMetadata object, String patch) {
    return InstalledChart.refusalOf(client, object, patch);
  }

  private static HasMetadata patch(KubernetesClient client, HasMetadata object, String patch) {
    return client.resource(object).patch(PatchContext.of(PatchType.JSON_MERGE), patch);
  }

  private void bind(String user, String role, String namespace) {
    var binding =
        new RoleBindingBuilder()
            .withNewMetadata()
            .withName((role + "-" + user).replace(':', '.'))
            .withNamespace(namespace)
            .endMetadata()
            .withNewRoleRef("rbac.authorization.k8s.io", "ClusterRole", role)
            .addNewSubject("rbac.authorization.k8s.io", "User", user, null)
            .build();
    admin.resource(binding).serverSideApply();
  }
}
