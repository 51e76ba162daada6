package dev.slipway.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.testkit.kube.KubeApi;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** From when on a field stays as it is. */
class FixedFieldsApiIT {
  private static final PatchContext MERGE = PatchContext.of(PatchType.JSON_MERGE);
  private static final String APPROVAL =
      "{\"spec\": {\"approval\": {\"by\": \"jane\", \"preview\": \"sha256:"
          + "0".repeat(64)
          + "\"}}}";

  private final KubeApi kube = KubeApi.shared();
  private final String namespace = kube.namespace();

  @ParameterizedTest
  @MethodSource("alwaysFixed")
  void staysAsItWasCreated(Example example, String change, String advice) {
    var object = create(example);

    assertThatThrownBy(() -> object.patch(MERGE, change))
        .isInstanceOf(KubernetesClientException.class)
        .hasMessageContaining(advice);
  }

  @ParameterizedTest
  @MethodSource("neverFixed")
  void mayChangeAtAnyTime(Example example, String change) {
    var object = create(example);

    assertThat(object.patch(MERGE, change).getMetadata().getGeneration()).isEqualTo(2);
  }

  @ParameterizedTest
  @MethodSource("changesOfAPlan")
  void aPlanThatHasNotStartedMayChange(String change, String lastPhase) {
    var plan = create(Example.plan());

    assertThat(plan.patch(MERGE, change).getMetadata().getGeneration()).isEqualTo(2);
  }

  @ParameterizedTest
  @MethodSource("changesOfAPlan")
  void aPlanMayChangeUpToThePhase(String change, String lastPhase) {
    var plan = inPhase(lastPhase);

    assertThat(plan.patch(MERGE, change).getMetadata().getGeneration()).isEqualTo(2);
  }

  @ParameterizedTest
  @MethodSource("changesOfAPlan")
  void aPlanMayNotChangeAfterThePhase(String change, String lastPhase) {
    var plan = inPhase(lastPhase.equals("Pending") ? "Building" : "Quiescing");

    assertThatThrownBy(() -> plan.patch(MERGE, change))
        .isInstanceOf(KubernetesClientException.class)
        .hasMessageContaining("make a new plan");
  }

  @ParameterizedTest
  @CsvSource({"Building", "Quiescing", "NeedsAttention", "Succeeded"})
  void whatPeopleAnswerIsNeverFixed(String phase) {
    var plan = inPhase(phase);

    plan.patch(MERGE, APPROVAL);
    plan.patch(MERGE, "{\"spec\": {\"signOff\": {\"verdict\": \"Accepted\", \"by\": \"jane\"}}}");
    plan.patch(MERGE, "{\"spec\": {\"resolve\": {\"action\": \"Retry\", \"nonce\": \"1\"}}}");

    assertThat(plan.patch(MERGE, "{\"spec\": {\"runNonce\": \"2\"}}").getMetadata().getGeneration())
        .isEqualTo(5);
  }

  @ParameterizedTest
  @CsvSource({"Building", "Migrating", "RollingBack", "NeedsAttention"})
  void aPlanMayBeAbortedUntilTheAppIsOpenedAgain(String phase) {
    var plan = inPhase(phase);

    assertThat(plan.patch(MERGE, "{\"spec\": {\"abort\": true}}").getMetadata().getGeneration())
        .isEqualTo(2);
  }

  @ParameterizedTest
  @CsvSource({"Reopening", "Succeeded", "Failed"})
  void anAbortIsRefusedOnceTheAppIsOpenedAgain(String phase) {
    var plan = inPhase(phase);

    assertThatThrownBy(() -> plan.patch(MERGE, "{\"spec\": {\"abort\": true}}"))
        .isInstanceOf(KubernetesClientException.class)
        .hasMessageContaining("spec.abort cannot change once the app is opened again");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "database | {\"database\": {\"host\": \"elsewhere\"}}",
        "workloads | {\"workloads\": [{\"kind\": \"Deployment\", \"name\": \"other\"}]}",
        "stores | {\"stores\": {\"backups\": {\"s3\": {\"bucket\": \"other\"}}}}",
        "quiesce | {\"quiesce\": {\"replicas\": 0}}",
        "maintenance | {\"maintenance\": null}",
        "promotesFrom | {\"promotesFrom\": null}",
        "consumers | {\"consumers\": null}",
        "signOff | {\"signOff\": \"None\"}",
        "driftPolicy | {\"driftPolicy\": \"Ignore\"}",
        "allowSkippingBackup | {\"allowSkippingBackup\": true}",
        "separateApprover | {\"separateApprover\": false}",
        "trustGit | {\"trustGit\": true}"
      })
  void anEnvironmentThatIsHeldStaysAsItIs(String field, String change) {
    var environment = create(Example.environment());
    setStatus(environment, "{\"busyWith\": {\"kind\": \"MigrationPlan\", \"name\": \"crm\"}}");

    assertThatThrownBy(() -> environment.patch(MERGE, "{\"spec\": " + change + "}"))
        .isInstanceOf(KubernetesClientException.class)
        .hasMessageContaining("spec." + field + " cannot change while");

    setStatus(environment, "{\"busyWith\": null}");
    assertThat(environment.patch(MERGE, "{\"spec\": " + change + "}")).isNotNull();
  }

  private Resource<GenericKubernetesResource> create(Example example) {
    return kube.admin()
        .resource(kube.admin().resource(example.plain()).inNamespace(namespace).create());
  }

  private Resource<GenericKubernetesResource> inPhase(String phase) {
    var plan = create(Example.plan());
    setStatus(plan, "{\"phase\": \"" + phase + "\"}");
    return plan;
  }

  private static void setStatus(Resource<GenericKubernetesResource> object, String status) {
    object.subresource("status").patch(MERGE, "{\"status\": " + status + "}");
  }

  static Stream<Arguments> alwaysFixed() {
    return Stream.of(
        Arguments.of(
            Example.backup(), "{\"spec\": {\"scope\": \"Database\"}}", "spec.scope cannot change"),
        Arguments.of(
            Example.backup(), "{\"spec\": {\"verify\": null}}", "spec.verify cannot change"),
        Arguments.of(
            Example.backup(),
            "{\"spec\": {\"adopt\": {\"location\": \"s3://a/b\"}}}",
            "make a new Backup"),
        Arguments.of(
            Example.restore(), "{\"spec\": {\"target\": \"x\"}}", "spec.target cannot change"),
        Arguments.of(
            Example.restore(),
            "{\"spec\": {\"switchTraffic\": null}}",
            "spec.switchTraffic.from cannot change"),
        Arguments.of(
            Example.restore().with("spec: {abort: true}"),
            "{\"spec\": {\"abort\": false}}",
            "an abort cannot be taken back"),
        Arguments.of(
            Example.plan().with("spec: {abort: true}"),
            "{\"spec\": {\"abort\": null}}",
            "an abort cannot be taken back"),
        Arguments.of(
            Example.plan(), "{\"spec\": {\"createdBy\": \"bob\"}}", "spec.createdBy cannot change"),
        Arguments.of(
            Example.environment(), "{\"spec\": {\"app\": \"x\"}}", "spec.app cannot change"),
        Arguments.of(
            Example.environment(),
            "{\"spec\": {\"stage\": \"Staging\"}}",
            "spec.stage cannot change"));
  }

  static Stream<Arguments> neverFixed() {
    return Stream.of(
        Arguments.of(Example.backup(), "{\"spec\": {\"pinned\": true}}"),
        Arguments.of(Example.backup(), "{\"spec\": {\"expiresAfter\": null}}"),
        Arguments.of(Example.backup(), "{\"spec\": {\"deletionPolicy\": \"Delete\"}}"),
        Arguments.of(Example.restore(), "{\"spec\": {\"switchTraffic\": {\"when\": \"Back\"}}}"),
        Arguments.of(Example.restore(), "{\"spec\": {\"abort\": true}}"),
        Arguments.of(Example.restore(), "{\"spec\": {\"runNonce\": \"2\"}}"));
  }

  static Stream<Arguments> changesOfAPlan() {
    var started = "Pending";
    var quiescing = "WaitingForWindow";
    return Stream.of(
        Arguments.of("{\"spec\": {\"description\": null}}", started),
        Arguments.of("{\"spec\": {\"target\": \"x\"}}", started),
        Arguments.of(
            "{\"spec\": {\"source\": {\"environments\": [{\"namespace\": \"a\", \"name\": \"b\"}]}}}",
            started),
        Arguments.of("{\"spec\": {\"rules\": {\"userDefined\": \"Skip\"}}}", started),
        Arguments.of("{\"spec\": {\"rules\": {\"tables\": null}}}", started),
        Arguments.of("{\"spec\": {\"rules\": {\"casts\": []}}}", started),
        Arguments.of("{\"spec\": {\"merge\": {\"base\": null}}}", started),
        Arguments.of("{\"spec\": {\"structure\": {\"destructive\": \"Allow\"}}}", started),
        Arguments.of("{\"spec\": {\"backup\": \"Skip\"}}", started),
        Arguments.of("{\"spec\": {\"validation\": []}}", started),
        Arguments.of("{\"spec\": {\"soak\": null}}", started),
        Arguments.of("{\"spec\": {\"onFailure\": \"Hold\"}}", started),
        Arguments.of("{\"spec\": {\"deadline\": \"3h\"}}", started),
        Arguments.of("{\"spec\": {\"accept\": []}}", quiescing),
        Arguments.of("{\"spec\": {\"rules\": {\"accept\": null}}}", quiescing),
        Arguments.of("{\"spec\": {\"merge\": {\"resolve\": null}}}", quiescing),
        Arguments.of("{\"spec\": {\"window\": null}}", quiescing));
  }
}
