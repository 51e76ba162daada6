package dev.slipway.testkit.kube;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class KubectlApiIT {
  private final KubeApi kube = KubeApi.shared();
  private final String namespace = kube.namespace();

  @BeforeAll
  static void applyCrds() {
    KubeApi.shared().applyCrds(Path.of("src/test/resources/crds"));
  }

  @Test
  void printsTheColumnsOfAKind() {
    kube.admin().resource(Note.in(namespace, "first", "hello")).create();

    var table = kube.kubectl("-n", namespace, "get", "notes");

    assertThat(table.output().lines().map(it -> it.split(" +")))
        .containsExactly(new String[] {"NAME", "TEXT"}, new String[] {"first", "hello"});
  }

  @Test
  void refusesUnknownFields() {
    var misspelt =
        """
        {apiVersion: test.slipway.dev/v1, kind: Note, metadata: {name: first}, spec: {text: hello, tune: Calm}}
        """;

    var answer = kube.kubectlWithInput(misspelt, "-n", namespace, "apply", "-f", "-");

    assertThat(answer.exitCode()).isEqualTo(1);
    assertThat(answer.output()).contains("unknown field \"spec.tune\"");
  }

  @Test
  void actsWithTheRightsOfItsUser() {
    var stranger = kube.user("stranger");

    var answer = stranger.kubectl("-n", namespace, "get", "notes");

    assertThat(answer.exitCode()).isEqualTo(1);
    assertThat(answer.output()).contains("(Forbidden)", stranger.name());
  }
}
