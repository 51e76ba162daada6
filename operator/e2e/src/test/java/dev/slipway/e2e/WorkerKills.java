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

/** Ends the first worker of every step in a namespace as soon as it runs, until it is closed. */
final class WorkerKills implements AutoCloseable, ResourceEventHandler<Pod> {
  private static final String STEP = "slipway.dev/step";
  private static final String OBSERVE = "Observe";

  private final Consumer<Pod> kill;
  private final Set<String> killed = ConcurrentHashMap.newKeySet();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final SharedIndexInformer<Pod> pods;

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
    look(pod);
  }

  @Override
  public void onUpdate(Pod before, Pod pod) {
    look(pod);
  }

  @Override
  public void onDelete(Pod pod, boolean isUnsure) {}

  @Override
  public void close() {
    pods.close();
    threads.close();
  }

  private void look(Pod pod) {
    var step = requireNonNull(pod.getMetadata().getLabels().get(STEP), "asked for by label");
    if ("Running".equals(pod.getStatus().getPhase()) && !step.equals(OBSERVE) && killed.add(step)) {
      threads.execute(() -> kill.accept(pod));
    }
  }
}
