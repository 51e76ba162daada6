package dev.slipway.e2e;

import dev.slipway.testkit.Await;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.readiness.Readiness;
import java.time.Duration;

/**
 * Ends what runs in a pod as kill -9 does. A pod that is deleted, even by force, is asked to end
 * first, so this sits on the node, in the image of the example that has a shell.
 */
final class Killer implements AutoCloseable {
  private static final Duration LIMIT = Duration.ofMinutes(1);
  private static final String IMAGE = "localhost/slipway-example-postgres:dev";
  private static final String POD = "killer";

  /** Waits for the program to run; the pod's sandbox stays, as it does after a crash. */
  private static final String KILL =
      """
      for _ in {1..600}; do
        for file in $(grep -lsE "$1|${1//-/_}" /proc/[0-9]*/cgroup); do
          folder=${file%/cgroup}
          [[ $(<"$folder/comm") == pause ]] || { sleep "$2"; kill -KILL "${folder#/proc/}"; exit; }
        done
        sleep 0.1
      done
      exit 1
      """;

  private final KubernetesClient client;
  private final String namespace;

  private Killer(KubernetesClient client, String namespace) {
    this.client = client;
    this.namespace = namespace;
  }

  static Killer start(KubernetesClient client) {
    var wish =
        new NamespaceBuilder().withNewMetadata().withGenerateName("e2e-").endMetadata().build();
    var namespace = client.resource(wish).create().getMetadata().getName();
    client.resource(pod()).inNamespace(namespace).create();
    var pod = client.pods().inNamespace(namespace).withName(POD);
    Await.until("the killer", LIMIT, () -> Readiness.isPodReady(pod.get()));
    return new Killer(client, namespace);
  }

  void kill(Pod victim) {
    killAfter(victim, "0");
  }

  /** As long as a worker takes to come to its work. */
  void killOnceItWorks(Pod victim) {
    killAfter(victim, "0.5");
  }

  private void killAfter(Pod victim, String seconds) {
    new SampleApp(client, namespace)
        .inPod(POD, "bash", "-c", KILL, "kill", victim.getMetadata().getUid(), seconds);
  }

  @Override
  public void close() {
    client.namespaces().withName(namespace).delete();
  }

  private static Pod pod() {
    return new PodBuilder()
        .withNewMetadata()
        .withName(POD)
        .endMetadata()
        .withNewSpec()
        .withHostPID(true)
        .withAutomountServiceAccountToken(false)
        .addNewContainer()
        .withName(POD)
        .withImage(IMAGE)
        .withImagePullPolicy("IfNotPresent")
        .withCommand("sleep", "infinity")
        .withNewSecurityContext()
        .withPrivileged(true)
        .withRunAsUser(0L)
        .endSecurityContext()
        .endContainer()
        .endSpec()
        .build();
  }
}
