package dev.slipway.e2e;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.api.environment.AppEnvironment;
import dev.slipway.api.status.Condition;
import dev.slipway.api.status.ConditionStatus;
import dev.slipway.engine.SlipwayVersion;
import dev.slipway.testkit.Await;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.api.model.authorization.v1.SubjectAccessReviewBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The operator as the chart installs it, and workers as it starts them. */
@ExtendWith(ClusterExtension.class)
class OperatorClusterIT {
  private static final Duration LIMIT = Duration.ofMinutes(2);

  private final Cluster cluster;
  private final KubernetesClient client;
  private final Operators operators;
  private final String namespace;

  OperatorClusterIT(Cluster cluster) {
    this.cluster = cluster;
    this.client = cluster.client();
    this.operators = new Operators(client);
    this.namespace = cluster.restrictedNamespace();
  }

  @Test
  void everyOperatorSaysItsVersion() {
    assertThat(operators.pods()).hasSize(2);
    assertThat(operators.pods())
        .allSatisfy(
            pod ->
                assertThat(client.pods().resource(pod).getLog())
                    .contains(
                        "{\"version\":\"" + SlipwayVersion.current() + "\"}", "operator starts"));
  }

  @Test
  void helmTestFindsThemWell() {
    assertThat(cluster.testChart()).contains("slipway-test", "Succeeded");
  }

  @Test
  void anotherOperatorTakesOverFromOneThatStops() {
    Await.until("a leader", LIMIT, () -> operators.leader().isPresent());
    var first = operators.leader().orElseThrow();

    client.resource(first).delete();

    Await.until(
        "another leader",
        LIMIT,
        () -> operators.leader().filter(it -> !isSame(it, first)).isPresent());
  }

  @Test
  void anEnvironmentThatIsNotGrantedSaysHowToGrantIt() {
    var environment = create();

    var stalled = awaitStalled(environment, "NotGranted");

    assertThat(stalled.message()).contains("grant.namespaces", namespace);
  }

  @Test
  void aRealWorkerSaysThatTheDatabaseCannotBeReached() {
    cluster.grant(namespace);
    var environment = create();

    var stalled = awaitStalled(environment, "DatabaseUnreachable");

    assertThat(stalled.message()).contains("crm-app@postgres:5432/crm").doesNotContain("hidden");
  }

  @Test
  void saysWhichSecretAWorkerWaitsForAndGoesOnOnceItIsThere() {
    cluster.grant(namespace);
    var secret = new SecretBuilder().withNewMetadata().withName("crm-db").endMetadata().build();
    var environment = createWithout(secret);

    Await.until(
        "the Secret's name in a condition",
        LIMIT,
        () -> isToldOf(environment, "\"crm-db\" not found"));

    secret.setStringData(Map.of("username", "crm-app", "password", "hidden"));
    client.resource(secret).inNamespace(namespace).create();
    assertThat(awaitStalled(environment, "DatabaseUnreachable").message()).contains("crm-app");
  }

  @Test
  void aNamespaceGoesThoughAWorkerIsAtWork() {
    cluster.grant(namespace);
    createWithout(new SecretBuilder().withNewMetadata().withName("crm-db").endMetadata().build());
    Await.until(
        "a worker's pod",
        LIMIT,
        () -> !client.pods().inNamespace(namespace).list().getItems().isEmpty());

    client.namespaces().withName(namespace).delete();

    Await.until(
        "the namespace to be gone",
        Duration.ofMinutes(5),
        () -> client.namespaces().withName(namespace).get() == null);
  }

  @ParameterizedTest
  @CsvSource({"secrets, get", "secrets, list", "pods/exec, create", "statefulsets, delete"})
  void theOperatorMayNot(String resource, String verb) {
    cluster.grant(namespace);

    assertThat(mayTheOperator(verb, resource)).isFalse();
  }

  private static boolean isSame(Pod one, Pod other) {
    return one.getMetadata().getName().equals(other.getMetadata().getName());
  }

  private AppEnvironment create() {
    client.load(resource("environment.yaml")).inNamespace(namespace).create();
    return client.resources(AppEnvironment.class).inNamespace(namespace).withName("crm").get();
  }

  private AppEnvironment createWithout(Secret secret) {
    var rest =
        client.load(resource("environment.yaml")).items().stream()
            .filter(it -> !it.getMetadata().getName().equals(secret.getMetadata().getName()))
            .toList();
    client.resourceList(rest).inNamespace(namespace).create();
    return client.resources(AppEnvironment.class).inNamespace(namespace).withName("crm").get();
  }

  private static InputStream resource(String name) {
    return requireNonNull(OperatorClusterIT.class.getResourceAsStream(name), name);
  }

  /** Before that it may miss what is created a moment after it. */
  private Condition awaitStalled(AppEnvironment environment, String reason) {
    Await.until(
        "the environment to be stalled: " + reason,
        LIMIT,
        () -> stalled(environment, reason).isPresent());
    return stalled(environment, reason).orElseThrow();
  }

  private Optional<Condition> stalled(AppEnvironment environment, String reason) {
    return conditions(environment).stream()
        .filter(condition -> condition.type().equals("Stalled"))
        .filter(condition -> condition.status() == ConditionStatus.TRUE)
        .filter(condition -> condition.reason().equals(reason))
        .findFirst();
  }

  private boolean isToldOf(AppEnvironment environment, String words) {
    return conditions(environment).stream()
        .anyMatch(condition -> condition.message().contains(words));
  }

  private List<Condition> conditions(AppEnvironment environment) {
    var status = client.resource(environment).get().getStatus();
    return status == null ? List.of() : status.conditions();
  }

  private boolean mayTheOperator(String verb, String resource) {
    var names = resource.split("/", 2);
    var review =
        new SubjectAccessReviewBuilder()
            .withNewSpec()
            .withUser("system:serviceaccount:" + Cluster.OPERATOR_NAMESPACE + ":" + Cluster.RELEASE)
            .withNewResourceAttributes()
            .withNamespace(namespace)
            .withGroup(resource.equals("deployments") ? "apps" : "")
            .withResource(names[0])
            .withSubresource(names.length > 1 ? names[1] : "")
            .withVerb(verb)
            .endResourceAttributes()
            .endSpec()
            .build();
    return client.resource(review).create().getStatus().getAllowed();
  }
}
