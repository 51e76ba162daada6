package dev.slipway.testkit.kube;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.testkit.Await;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ServerApiIT {
  private static final Duration LIMIT = Duration.ofSeconds(10);

  private final KubeApi kube = KubeApi.shared();
  private final String namespace = kube.namespace();

  @BeforeAll
  static void applyCrds() {
    KubeApi.shared().applyCrds(Path.of("src/test/resources/crds"));
  }

  @Test
  void isTheSameForAllTests() {
    assertThat(KubeApi.shared()).isSameAs(kube);
  }

  @Test
  void givesEveryTestANamespaceOfItsOwn() {
    assertThat(kube.namespace()).isNotEqualTo(namespace);
  }

  @Test
  void servesTheCustomResource() {
    kube.admin().resource(Note.in(namespace, "first", "hello")).create();

    var stored = kube.admin().resources(Note.class).inNamespace(namespace).withName("first").get();

    assertThat(stored.getSpec().text()).isEqualTo("hello");
  }

  @Test
  void appliesOnTheServerAndRemembersWhoDid() {
    var applied =
        kube.admin()
            .resource(Note.in(namespace, "first", "hello"))
            .fieldManager("tester")
            .serverSideApply();

    assertThat(applied.getMetadata().getManagedFields())
        .singleElement()
        .satisfies(it -> assertThat(it.getManager()).isEqualTo("tester"))
        .satisfies(it -> assertThat(it.getOperation()).isEqualTo("Apply"));
  }

  @Test
  void refusesWhatTheSchemaForbids() {
    var tooLong = Note.in(namespace, "first", "x".repeat(21));

    assertThatThrownBy(() -> kube.admin().resource(tooLong).create())
        .isInstanceOfSatisfying(
            KubernetesClientException.class, e -> assertThat(e.getCode()).isEqualTo(422));
  }

  @Test
  void refusesAChangeThatARuleForbids() {
    kube.admin().resource(Note.in(namespace, "first", "hello")).create();

    var changed = Note.in(namespace, "first", "bye");

    assertThatThrownBy(() -> kube.admin().resource(changed).forceConflicts().serverSideApply())
        .hasMessageContaining("text is written once");
  }

  @Test
  void toleratesAFieldThatTheClientDoesNotKnow() {
    kube.kubectlWithInput(
        """
        {apiVersion: test.slipway.dev/v1, kind: Note, metadata: {name: first}, spec: {text: hello, tone: Urgent}}
        """,
        "--namespace=" + namespace,
        "create",
        "--filename=-");

    var stored = kube.admin().resources(Note.class).inNamespace(namespace).withName("first").get();

    assertThat(stored.getSpec()).isEqualTo(new Note.Spec("hello"));
  }

  @Test
  void obeysAdmissionPolicies() {
    var policy = Path.of("src/test/resources/policy.yaml").toAbsolutePath();
    var forbidden = Note.in(namespace, "first", "forbidden");

    kube.kubectl("apply", "--filename=" + policy);

    Await.until("the policy to be known", LIMIT, () -> !isAllowed(forbidden));
    assertThatThrownBy(() -> kube.admin().resource(forbidden).create())
        .hasMessageContaining("the policy says no");
  }

  @Test
  void keepsWhatIsStoredWhenItIsKilled() {
    try (var own = KubeApi.start()) {
      var kept = own.namespace();

      own.kill();
      own.restart();

      assertThat(own.admin().namespaces().withName(kept).get()).isNotNull();
    }
  }

  private boolean isAllowed(Note note) {
    try {
      kube.admin().resource(note).dryRun().create();
      return true;
    } catch (KubernetesClientException _) {
      return false;
    }
  }
}
