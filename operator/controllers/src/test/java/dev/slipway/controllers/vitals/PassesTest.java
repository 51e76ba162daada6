package dev.slipway.controllers.vitals;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.controllers.bench.Crm;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A queue that stands still is noticed, and one that moves is not. */
class PassesTest {
  private static final HasMetadata CRM = Crm.storedEnvironment();

  private final AtomicLong nanos = new AtomicLong(1);
  private final Passes passes = new Passes(nanos::get);
  private final PassQueue queue = new PassQueue(1, nanos::get);
  private final Health health = new Health(passes, queue, List.of());

  @Test
  void isWellWhileEachPassComesToAnEnd() {
    for (var i = 0; i < 10; i++) {
      passes.reconciliationExecutionStarted(CRM, Map.of());
      passed(Duration.ofMinutes(4));
      passes.reconciliationExecutionFinished(CRM, Map.of());
      passed(Duration.ofMinutes(10));
    }

    assertThat(health.trouble()).isEmpty();
  }

  @Test
  void noticesAPassWithoutAnEnd() {
    passes.reconciliationExecutionStarted(CRM, Map.of());

    passed(Duration.ofMinutes(6));

    assertThat(health.trouble()).hasValueSatisfying(it -> assertThat(it).contains("crm-dev/crm"));
  }

  @Test
  void noticesObjectsForWhichThereIsNeverAThread() {
    var first = new CountDownLatch(1);
    queue.threads().execute(() -> awaitQuietly(first));
    queue.threads().execute(() -> {});
    assertThat(health.trouble()).isEmpty();

    passed(Duration.ofMinutes(6));

    assertThat(health.trouble()).hasValueSatisfying(it -> assertThat(it).contains("1 objects"));
    first.countDown();
  }

  @Test
  void isNotMistakenAboutAnObjectThatIsGoneBeforeItsTurn() {
    passes.reconciliationExecutionFinished(null, Map.of());

    assertThat(passes.running()).isZero();
  }

  @Test
  void countsHowLongPassesTook() {
    passes.reconciliationExecutionStarted(CRM, Map.of());
    passed(Duration.ofMillis(40));
    passes.reconciliationExecutionFinished(CRM, Map.of());
    passes.failedReconciliation(CRM, new IllegalStateException(), Map.of());
    var page = new Exposition();

    new PassMetrics(passes, queue).accept(page);

    assertThat(page.toString())
        .contains(
            "slipway_reconcile_seconds_bucket{kind=\"AppEnvironment\",le=\"0.025\"} 0\n",
            "slipway_reconcile_seconds_bucket{kind=\"AppEnvironment\",le=\"0.05\"} 1\n",
            "slipway_reconcile_seconds_count{kind=\"AppEnvironment\"} 1\n",
            "slipway_reconcile_failures_total{kind=\"AppEnvironment\"} 1\n",
            "slipway_reconcile_queue{state=\"running\"} 0\n");
  }

  @AfterEach
  void stop() {
    queue.threads().shutdownNow();
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private void passed(Duration time) {
    nanos.addAndGet(time.toNanos());
  }
}
