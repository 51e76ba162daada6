package dev.slipway.testkit.kube;

import static dev.slipway.testkit.kube.PolicyRules.on;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.authentication.SelfSubjectReview;
import io.fabric8.kubernetes.client.KubernetesClientException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class KubeUserApiIT {
  private final KubeApi kube = KubeApi.shared();
  private final String namespace = kube.namespace();

  @Test
  void mayDoNothingAtFirst() {
    var stranger = kube.user("stranger");

    assertThat(statusOf(() -> list(stranger, namespace))).isEqualTo(403);
  }

  @Test
  void mayDoWhatTheRulesSayAndNoMore() {
    var reader = kube.user("reader", on("configmaps", "get", "list"));

    list(reader, namespace);

    assertThat(statusOf(() -> create(reader, namespace))).isEqualTo(403);
  }

  @Test
  void isHeldToANamespace() {
    var writer = kube.userWithin(namespace, "writer", on("configmaps", "create"));

    create(writer, namespace);

    assertThat(statusOf(() -> create(writer, kube.namespace()))).isEqualTo(403);
  }

  @Test
  void isKnownToTheServerByName() {
    var alice = kube.user("alice");

    var review = alice.client().resource(new SelfSubjectReview()).create();

    assertThat(review.getStatus().getUserInfo().getUsername()).isEqualTo(alice.name());
  }

  @Test
  void sharesNoRightsWithANamesake() {
    var first = kube.user("alice", on("configmaps", "list"));
    var second = kube.user("alice");

    list(first, namespace);

    assertThat(statusOf(() -> list(second, namespace))).isEqualTo(403);
  }

  private static void list(KubeUser user, String namespace) {
    user.client().configMaps().inNamespace(namespace).list();
  }

  private static void create(KubeUser user, String namespace) {
    var wish = new ConfigMapBuilder().withNewMetadata().withName("wish").endMetadata().build();
    user.client().configMaps().inNamespace(namespace).resource(wish).create();
  }

  private static int statusOf(ThrowingCallable call) {
    return catchThrowableOfType(KubernetesClientException.class, call).getCode();
  }
}
