package dev.slipway.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.engine.ExitCode;
import dev.slipway.engine.SlipwayVersion;
import dev.slipway.engine.order.ReportJson;
import dev.slipway.testkit.Await;
import io.fabric8.kubernetes.api.model.ContainerImage;
import io.fabric8.kubernetes.api.model.ContainerStateTerminated;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The image as pods run it. */
@ExtendWith(ClusterExtension.class)
class ImageClusterIT {
  private static final long MINUTES = 2;
  private static final Duration LIMIT = Duration.ofMinutes(MINUTES);
  private static final long MAX_BYTES = 300_000_000;

  private final KubernetesClient client;
  private final String namespace;

  ImageClusterIT(Cluster cluster) {
    this.client = cluster.client();
    this.namespace = cluster.restrictedNamespace();
  }

  @Test
  void aWorkerLeavesItsReportAsTheTerminationMessage() {
    var job = client.resource(worker()).inNamespace(namespace).create();

    var ended = awaitEnd(podOf(job));

    var report = ReportJson.read(ended.getMessage().getBytes(UTF_8));
    assertThat(report.version()).isEqualTo(SlipwayVersion.current());
    assertThat(report.reason()).isEqualTo("OrderMissing");
    assertThat(ended.getExitCode()).isEqualTo(ExitCode.USAGE.status());
  }

  @Test
  void theImageIsSmall() {
    Await.until("a node to list the image", LIMIT, () -> image().isPresent());

    assertThat(image().orElseThrow().getSizeBytes()).isBetween(1L, MAX_BYTES);
  }

  private Optional<ContainerImage> image() {
    return client.nodes().list().getItems().stream()
        .flatMap(node -> node.getStatus().getImages().stream())
        .filter(image -> image.getNames().contains(Cluster.IMAGE))
        .findFirst();
  }

  private static Job worker() {
    return new JobBuilder()
        .withNewMetadata()
        .withName("worker")
        .endMetadata()
        .withNewSpec()
        .withBackoffLimit(0)
        .withNewTemplate()
        .withSpec(
            SlipwayPods.inRole("worker").edit().withAutomountServiceAccountToken(false).build())
        .endTemplate()
        .endSpec()
        .build();
  }

  private Pod podOf(Job job) {
    var pods =
        client.pods().inNamespace(namespace).withLabel("job-name", job.getMetadata().getName());
    pods.waitUntilCondition(pod -> pod != null, MINUTES, TimeUnit.MINUTES);
    return pods.list().getItems().getFirst();
  }

  private ContainerStateTerminated awaitEnd(Pod pod) {
    return client
        .resource(pod)
        .waitUntilCondition(ImageClusterIT::hasEnded, MINUTES, TimeUnit.MINUTES)
        .getStatus()
        .getContainerStatuses()
        .getFirst()
        .getState()
        .getTerminated();
  }

  private static boolean hasEnded(Pod pod) {
    return pod.getStatus().getContainerStatuses().stream()
        .anyMatch(container -> container.getState().getTerminated() != null);
  }
}
