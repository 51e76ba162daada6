package dev.slipway.controllers.work;

import dev.slipway.api.environment.AppEnvironment;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The worker Jobs of a cluster that have not ended. */
interface RunningJobs {
  /**
   * @param environment by its uid
   */
  record Seat(String namespace, String job, String environment) {
    String key() {
      return namespace + "/" + job;
    }
  }

  /** What there is of a Job. */
  enum State {
    AT_WORK,
    /** Its pod does not run: not yet, or for want of something. */
    WAITING,
    ENDED,
    ABSENT
  }

  List<Seat> all();

  State stateOf(Seat seat);

  /** As far as the operator may look: it works nowhere else. */
  record OfCluster(KubernetesClient client) implements RunningJobs {
    @Override
    public List<Seat> all() {
      return client.resources(AppEnvironment.class).inAnyNamespace().list().getItems().stream()
          .map(environment -> environment.getMetadata().getNamespace())
          .distinct()
          .flatMap(this::in)
          .toList();
    }

    @Override
    public State stateOf(Seat seat) {
      try {
        return stateOf(
            client.batch().v1().jobs().inNamespace(seat.namespace()).withName(seat.job()).get());
      } catch (KubernetesClientException e) {
        if (e.getCode() == HttpURLConnection.HTTP_FORBIDDEN) {
          return State.ABSENT;
        }
        throw e;
      }
    }

    private static State stateOf(@Nullable Job job) {
      if (job == null) {
        return State.ABSENT;
      }
      if (JobReading.hasEnded(job)) {
        return State.ENDED;
      }
      return JobReading.isReady(job) ? State.AT_WORK : State.WAITING;
    }

    private Stream<Seat> in(String namespace) {
      try {
        return client
            .batch()
            .v1()
            .jobs()
            .inNamespace(namespace)
            .withLabel(Labels.RUN)
            .list()
            .getItems()
            .stream()
            .filter(job -> !JobReading.hasEnded(job))
            .map(OfCluster::seat);
      } catch (KubernetesClientException e) {
        if (e.getCode() == HttpURLConnection.HTTP_FORBIDDEN) {
          return Stream.empty();
        }
        throw e;
      }
    }

    /** A Job belongs to its environment. */
    private static Seat seat(Job job) {
      return new Seat(
          job.getMetadata().getNamespace(),
          job.getMetadata().getName(),
          job.getMetadata().getOwnerReferences().stream()
              .map(owner -> owner.getUid())
              .findFirst()
              .orElse(""));
    }
  }
}
