package dev.slipway.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the cluster's script does for somebody who is not root and has Docker and kind, as far as
 * that shows without them: both are played, and write down what they were asked for.
 */
class KindClusterTest {
  private static final String NOT_ROOT =
      """
      #!/bin/sh
      [ "$1" = -u ] && echo 1000 || exec /usr/bin/id "$@"
      """;

  private static final String DOCKER =
      """
      #!/bin/sh
      exit 0
      """;

  private static final String KIND =
      """
      #!/bin/sh
      here=$(dirname "$0")
      case $1 in
        get) cat "$here/clusters" 2>/dev/null; exit 0 ;;
        create) echo "$4" > "$here/clusters"; echo "apiVersion: v1" > "$6" ;;
        delete) rm "$here/clusters" ;;
      esac
      echo "$*" >> "$here/asked"
      """;

  @TempDir Path folder;

  private Tool cluster = Tool.ofRepository("operator/e2e/cluster/cluster");

  @BeforeEach
  void playThem() throws IOException {
    script("id", NOT_ROOT);
    script("docker", DOCKER);
    script("kind", KIND);
    cluster =
        cluster.with(
            Map.of(
                "PATH",
                folder + ":" + System.getenv("PATH"),
                "SLIPWAY_CLUSTER_STATE",
                folder.resolve("state").toString()));
  }

  @Test
  void startsOneAndSaysWhereItsKubeconfigIs() throws IOException {
    var kubeconfig = Path.of(cluster.run("up"));

    assertThat(kubeconfig).exists().startsWith(folder);
    assertThat(asked())
        .containsExactly("create cluster --name slipway --kubeconfig " + kubeconfig + " --wait 3m");
    assertThat(cluster.run("env")).contains("KUBECONFIG=" + kubeconfig);
  }

  @Test
  void findsItUpTheSecondTime() throws IOException {
    var kubeconfig = cluster.run("up");

    assertThat(cluster.run("up")).isEqualTo(kubeconfig);
    assertThat(asked()).hasSize(1);
  }

  @Test
  void givesItImages() throws IOException {
    cluster.run("up");
    cluster.run("load", "one:1", "two:2");

    assertThat(asked())
        .containsSubsequence(
            "load docker-image --name slipway one:1", "load docker-image --name slipway two:2");
  }

  @Test
  void deletesNothingButItsOwn() throws IOException {
    Files.writeString(folder.resolve("clusters"), "somebody-elses\n");
    cluster.run("down");

    assertThat(folder.resolve("asked")).doesNotExist();
  }

  @Test
  void deletesItsOwnAndIsDownThen() throws IOException {
    var kubeconfig = Path.of(cluster.run("up"));
    cluster.run("down");

    assertThat(asked()).contains("delete cluster --name slipway --kubeconfig " + kubeconfig);
    assertThat(cluster.tryRun("status").status()).isEqualTo(3);
    assertThat(cluster.tryRun("load", "one:1").log()).contains("'cluster up' starts it");
  }

  private List<String> asked() throws IOException {
    return Files.readAllLines(folder.resolve("asked"));
  }

  private void script(String name, String content) throws IOException {
    var file = folder.resolve(name);
    Files.writeString(file, content);
    assertThat(file.toFile().setExecutable(true)).isTrue();
  }
}
