package dev.slipway.controllers;

import dev.slipway.controllers.news.Figures;
import dev.slipway.controllers.vitals.Exposition;
import dev.slipway.controllers.vitals.Health;
import dev.slipway.controllers.vitals.Lasting;
import dev.slipway.controllers.vitals.LeaseWatch;
import dev.slipway.controllers.vitals.Pages;
import dev.slipway.controllers.vitals.Pages.Answer;
import dev.slipway.controllers.vitals.PassMetrics;
import dev.slipway.controllers.vitals.PassQueue;
import dev.slipway.controllers.vitals.Passes;
import dev.slipway.controllers.vitals.Tenure;
import io.fabric8.kubernetes.api.model.coordination.v1.LeaseSpec;
import io.javaoperatorsdk.operator.Operator;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How an operator is: what its probes and its metrics are answered. */
final class OperatorVitals implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(OperatorVitals.class);
  private static final Duration BETWEEN_LOOKS_AT_THE_LEASE = Duration.ofSeconds(1);
  private static final Duration BETWEEN_LOOKS_AT_THE_CLOCK = Duration.ofMillis(250);

  private static final int MOST_AT_ONCE = 10;

  /** An API server that is away for less is no reason to begin anew. */
  private static final Duration PATIENCE_WITH_CACHES = Duration.ofMinutes(5);

  private final Passes passes = new Passes(System::nanoTime);
  private final PassQueue queue = new PassQueue(MOST_AT_ONCE, System::nanoTime);
  private final Figures figures;
  private final @Nullable LeaseWatch lease;
  private final @Nullable Tenure tenure;
  private final List<Pages> pages = new ArrayList<>();
  private final ScheduledExecutorService looks =
      Executors.newSingleThreadScheduledExecutor(Thread.ofVirtual().name("lease-watch").factory());

  /** Another one, since a look at the lease may have to wait for its answer. */
  private final ScheduledExecutorService hourglass =
      Executors.newSingleThreadScheduledExecutor(Thread.ofVirtual().name("tenure").factory());

  private volatile boolean watches;
  private volatile @Nullable Operator leading;
  private volatile String said = "";

  OperatorVitals(OperatorSettings settings, Clock clock) {
    this.figures = new Figures(clock);
    var held = settings.lease();
    this.lease = held == null ? null : new LeaseWatch(held.identity(), System::nanoTime);
    this.tenure = held == null ? null : new Tenure(held.identity(), clock, System::nanoTime);
  }

  Passes passes() {
    return passes;
  }

  PassQueue queue() {
    return queue;
  }

  Figures figures() {
    return figures;
  }

  void serve(OperatorSettings.Listening listening) {
    var health = new Health(passes, queue, troubles());
    pages.add(
        Pages.serve(
            address(listening, listening.healthPort()), Map.of("/healthz", () -> healthz(health))));
    pages.add(
        Pages.serve(
            address(listening, listening.metricsPort()),
            Map.of("/metrics", () -> Answer.ok(metrics()))));
    LOG.atInfo()
        .addKeyValue("health", pages.getFirst().port())
        .addKeyValue("metrics", pages.getLast().port())
        .log("operator says how it is");
  }

  /**
   * @param onLoss what is to be done where another operator may lead by now
   */
  void watch(OperatorLease held, Runnable onLoss) {
    if (lease == null || tenure == null) {
      return;
    }
    var _ =
        looks.scheduleWithFixedDelay(
            () -> held.show(this::see, lease::seeNothing),
            0,
            BETWEEN_LOOKS_AT_THE_LEASE.toMillis(),
            TimeUnit.MILLISECONDS);
    var _ =
        hourglass.scheduleWithFixedDelay(
            () -> endWhere(tenure.isOver(), onLoss),
            0,
            BETWEEN_LOOKS_AT_THE_CLOCK.toMillis(),
            TimeUnit.MILLISECONDS);
  }

  private static void endWhere(boolean isOver, Runnable onLoss) {
    if (isOver) {
      onLoss.run();
    }
  }

  private void see(@Nullable LeaseSpec now) {
    if (lease != null && tenure != null) {
      lease.see(now);
      tenure.see(now);
    }
  }

  /** From now on this operator has seen everything, and could work at once. */
  void watches() {
    watches = true;
  }

  /** From now on this operator works. */
  void lead(Operator operator) {
    leading = operator;
    if (lease != null && tenure != null) {
      lease.lead();
      tenure.begin();
    }
  }

  @Override
  public void close() {
    hourglass.shutdownNow();
    looks.shutdownNow();
    pages.forEach(Pages::close);
  }

  private List<Supplier<Optional<String>>> troubles() {
    var all = new ArrayList<Supplier<Optional<String>>>();
    all.add(new Lasting(this::deadCaches, PATIENCE_WITH_CACHES, System::nanoTime));
    if (lease != null) {
      all.add(lease::trouble);
    }
    return all;
  }

  private Optional<String> deadCaches() {
    var operator = leading;
    return operator == null || operator.getRuntimeInfo().allEventSourcesAreHealthy()
        ? Optional.empty()
        : Optional.of(
            "no longer watches all it should: "
                + operator.getRuntimeInfo().unhealthyEventSources().keySet());
  }

  private Answer healthz(Health health) {
    var trouble = health.trouble();
    trouble.filter(it -> !it.equals(said)).ifPresent(it -> LOG.atError().log("unhealthy: " + it));
    said = trouble.orElse("");
    return trouble.map(it -> Answer.unavailable(it + "\n")).orElseGet(() -> Answer.ok("ok\n"));
  }

  String metrics() {
    var page = new Exposition();
    page.family("slipway_watching", "gauge", "Whether this operator has seen all, and could work.");
    page.sample("slipway_watching", Map.of(), watches ? 1 : 0);
    page.family("slipway_leader", "gauge", "Whether this operator is the one that works.");
    page.sample("slipway_leader", Map.of(), leading == null ? 0 : 1);
    List.<Consumer<Exposition>>of(new PassMetrics(passes, queue), figures)
        .forEach(it -> it.accept(page));
    return page.toString();
  }

  private static InetSocketAddress address(OperatorSettings.Listening listening, int port) {
    return listening.address() == null
        ? new InetSocketAddress(port)
        : new InetSocketAddress(listening.address(), port);
  }
}
