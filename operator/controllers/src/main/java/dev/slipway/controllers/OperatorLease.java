package dev.slipway.controllers;

import io.fabric8.kubernetes.api.model.coordination.v1.LeaseSpec;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.extended.leaderelection.LeaderCallbacks;
import io.javaoperatorsdk.operator.api.config.LeaderElectionConfiguration;
import io.javaoperatorsdk.operator.api.config.LeaderElectionConfigurationBuilder;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The lease that one of several operators holds, and gives back when it ends. */
final class OperatorLease {
  private static final Logger LOG = LoggerFactory.getLogger(OperatorLease.class);
  private static final String NAME = "slipway-operator";
  private static final Duration DURATION = Duration.ofSeconds(15);
  private static final Duration RENEWAL = Duration.ofSeconds(10);

  /** Who waits looks about as often: it leads soon after another one has let go. */
  private static final Duration RETRY = Duration.ofMillis(500);

  private static final Duration LAST_ATTEMPT = Duration.ofMillis(200);
  private static final int MOST_RELEASES = 5;

  private final KubernetesClient client;
  private final OperatorSettings.Lease lease;

  OperatorLease(KubernetesClient client, OperatorSettings.Lease lease) {
    this.client = client;
    this.lease = lease;
  }

  LeaderElectionConfiguration configuration(Runnable onLead, Runnable onLoss) {
    return LeaderElectionConfigurationBuilder.aLeaderElectionConfiguration(NAME)
        .withLeaseNamespace(lease.namespace())
        .withIdentity(lease.identity())
        .withLeaseDuration(DURATION)
        .withRenewDeadline(RENEWAL)
        .withRetryPeriod(RETRY)
        .withLeaderCallbacks(new LeaderCallbacks(onLead, onLoss, _ -> {}))
        .withExitOnStopLeading(false)
        .build();
  }

  /**
   * The framework keeps the lease until it runs out; the next operator need not wait for that. An
   * attempt of the elector that was under way when it was stopped may come between, or take it once
   * more.
   */
  void release() throws InterruptedException {
    for (var attempt = 0; attempt < MOST_RELEASES; attempt++) {
      try {
        giveUp();
        Thread.sleep(LAST_ATTEMPT);
        if (!isOurs()) {
          return;
        }
      } catch (KubernetesClientException e) {
        LOG.atDebug().setCause(e).log("the lease could not be given back");
      }
    }
    LOG.warn("the lease could not be given back: it runs out by itself");
  }

  private boolean isOurs() {
    var held = client.leases().inNamespace(lease.namespace()).withName(NAME).get();
    return held != null && lease.identity().equals(held.getSpec().getHolderIdentity());
  }

  private void giveUp() {
    client
        .leases()
        .inNamespace(lease.namespace())
        .withName(NAME)
        .edit(
            held -> {
              if (lease.identity().equals(held.getSpec().getHolderIdentity())) {
                held.getSpec().setHolderIdentity("");
                held.getSpec().setLeaseDurationSeconds(1);
              }
              return held;
            });
  }

  /** Shows somebody what is stored of it right now, or says that nobody can tell. */
  void show(Consumer<@Nullable LeaseSpec> seen, Runnable unseen) {
    try {
      var held = client.leases().inNamespace(lease.namespace()).withName(NAME).get();
      seen.accept(held == null ? null : held.getSpec());
    } catch (KubernetesClientException e) {
      LOG.atDebug().setCause(e).log("the lease cannot be seen");
      unseen.run();
    }
  }
}
