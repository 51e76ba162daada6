package dev.slipway.e2e;

import static java.util.Objects.requireNonNull;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

/** Ends the first worker of every step in a namespace, until it is closed. */
final class WorkerKills implements AutoCloseable, ResourceEventHandler<Pod> {
  private static final String STEP = "slipway.dev/step";
  private static final String OBSERVE = "Observe";

  private final Consumer<Pod> kill;
  private final Set<String> killed = ConcurrentHashMap.newKeySet();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final SharedIndexInformer<Pod> pods;

  /**
   * @param kill waits until the worker is at it
   */
  WorkerKills(SampleApp app, Consumer<Pod> kill) {
    this.kill = kill;
    this.pods =
        app.client()
            .pods()
            .inNamespace(app.namespace())
            .withLabel(STEP)
            .withLabel("slipway.dev/attempt", "1")
            .runnableInformer(0);
    pods.addEventHandler(this);
    pods.run();
  }

  /** The steps whose first worker was ended. */
  Set<String> killed() {
    return Set.copyOf(killed);
  }

  @Override
  public void onAdd(Pod pod) {
    var step = requireNonNull(pod.getMetadata().getLabels().get(STEP), "asked for by label");
    if ("Pending".equals(pod.getStatus().getPhase()) && !step.equals(OBSERVE)) {
      threads.execute(
          () -> {
            kill.accept(pod);
            killed.add(step);
          });
    }
  }

  @Override
  public void onUpdate(Pod before, Pod pod) {}

  @Override
  public void onDelete(Pod pod, boolean isUnsure) {}

  @Override
  public void close() {
    pods.close();
    threads.close();
  }
}
