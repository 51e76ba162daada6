package dev.slipway.controllers.news;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.api.environment.AppEnvironment;
import dev.slipway.api.status.ConditionStatus;
import dev.slipway.controllers.bench.Crm;
import dev.slipway.controllers.bench.OperatorBench;
import dev.slipway.engine.order.Observation;
import dev.slipway.engine.order.WorkReport;
import dev.slipway.testkit.Await;
import io.fabric8.kubernetes.api.model.Event;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What people see among the events of a namespace. */
class NewsroomApiIT {
  private static final Duration LIMIT = Duration.ofSeconds(20);

  private final OperatorBench bench = new OperatorBench();

  @AfterEach
  void stop() throws InterruptedException {
    bench.stop();
  }

  @Test
  void tellsOfEachChangeOnce() {
    var environment = bench.create(Crm.environment());
    bench.await(environment, "Stalled", ConditionStatus.TRUE);
    awaitEvent(environment, "ReferenceMissing");
    bench.createApp();
    bench.edit(environment, "{\"spec\": {\"observeEvery\": \"5h\"}}");
    bench.endWorker(
        environment.getMetadata().getUid(),
        "Observe",
        1,
        WorkReport.done(
            "the database answers", new Observation("17.11", "7301", 16384, 1_300_000_000, 12)));
    bench.await(environment, "Ready", ConditionStatus.TRUE);

    awaitEvent(environment, "AsWanted");

    assertThat(events(environment, "ReferenceMissing"))
        .singleElement()
        .satisfies(
            event -> {
              assertThat(event.getType()).isEqualTo("Warning");
              assertThat(event.getMessage()).contains("Deployment crm");
            });
    assertThat(events(environment, "AsWanted"))
        .singleElement()
        .extracting(Event::getType)
        .isEqualTo("Normal");
  }

  private void awaitEvent(AppEnvironment environment, String reason) {
    Await.until("event " + reason, LIMIT, () -> !events(environment, reason).isEmpty());
  }

  private List<Event> events(AppEnvironment environment, String reason) {
    return bench.client().v1().events().inNamespace(bench.namespace()).list().getItems().stream()
        .filter(
            event -> environment.getMetadata().getUid().equals(event.getInvolvedObject().getUid()))
        .filter(event -> event.getReason().equals(reason))
        .toList();
  }
}
