package dev.slipway.controllers.bench;

import dev.slipway.controllers.work.Labels;
import dev.slipway.engine.order.Recorded;
import dev.slipway.engine.order.WorkReport;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;

/** Plays the workers of one namespace that keep what became of releases: each does, at once. */
final class RecordHand {
  static final String LOCATION = "s3://releases/environments/crm/records/r.json";

  private final WorkerHand workers;
  private final SharedIndexInformer<Job> jobs;

  RecordHand(KubernetesClient client, String namespace, WorkerHand workers) {
    this.workers = workers;
    this.jobs =
        client
            .batch()
            .v1()
            .jobs()
            .inNamespace(namespace)
            .withLabel(Labels.STEP, "WriteRecord")
            .inform(new Ending());
  }

  void stop() {
    jobs.stop();
  }

  private final class Ending implements ResourceEventHandler<Job> {
    @Override
    public void onAdd(Job job) {
      workers.end(job, WorkReport.done("it is on record", new Recorded(LOCATION, null, 0)));
    }

    @Override
    public void onUpdate(Job before, Job job) {}

    @Override
    public void onDelete(Job job, boolean finalStateUnknown) {}
  }
}
