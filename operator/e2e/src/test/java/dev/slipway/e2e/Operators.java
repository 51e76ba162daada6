package dev.slipway.e2e;

import dev.slipway.api.plan.PlanPhase;
import dev.slipway.testkit.Await;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** The operator's pods, as the chart installs them. */
record Operators(KubernetesClient client) {
  private static final Duration LIMIT = Duration.ofMinutes(8);

  List<Pod> pods() {
    return client
        .pods()
        .inNamespace(Cluster.OPERATOR_NAMESPACE)
        .withLabel("app.kubernetes.io/component", "operator")
        .list()
        .getItems();
  }

  /** The one that holds the lease. */
  Optional<Pod> leader() {
    return Optional.ofNullable(
            client
                .leases()
                .inNamespace(Cluster.OPERATOR_NAMESPACE)
                .withName("slipway-operator")
                .get())
        .map(lease -> lease.getSpec().getHolderIdentity())
        .flatMap(
            holder ->
                pods().stream()
                    .filter(it -> it.getMetadata().getName().equals(holder))
                    .findFirst());
  }

  /**
   * Has the leader killed once in each of these phases while a release takes its way; gives back
   * those in which that came to pass.
   */
  Set<PlanPhase> killedOnceIn(Set<PlanPhase> phases, Release release, Consumer<Pod> kill) {
    var killed = EnumSet.noneOf(PlanPhase.class);
    Await.until(
        release + " to end",
        LIMIT,
        () -> {
          var phase = release.phase();
          if (phases.contains(phase) && !killed.contains(phase)) {
            leader()
                .ifPresent(
                    leader -> {
                      kill.accept(leader);
                      replace(leader);
                      killed.add(phase);
                    });
          }
          return release.hasEnded();
        });
    return killed;
  }

  /** The kubelet makes a container that was killed again and again wait for minutes. */
  private void replace(Pod dead) {
    client.resource(dead).withGracePeriod(0).delete();
  }
}
