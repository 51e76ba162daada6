package dev.slipway.controllers;

import dev.slipway.controllers.backup.BackupReconciler;
import dev.slipway.controllers.environment.AppEnvironmentReconciler;
import dev.slipway.controllers.news.Newsroom;
import dev.slipway.controllers.release.MigrationPlanReconciler;
import dev.slipway.controllers.restore.RestoreReconciler;
import dev.slipway.controllers.work.Trimmed;
import dev.slipway.controllers.work.WorkerQueue;
import dev.slipway.engine.ExitCode;
import dev.slipway.engine.SlipwayVersion;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.javaoperatorsdk.operator.Operator;
import io.javaoperatorsdk.operator.api.config.ConfigurationServiceOverrider;
import io.javaoperatorsdk.operator.api.config.ControllerConfigurationOverrider;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.processing.retry.GenericRetry;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The operator's life: it looks whether it can work, then works until it is told to stop. */
public final class SlipwayOperator {
  private static final Logger LOG = LoggerFactory.getLogger(SlipwayOperator.class);
  private static final Duration FIRST_RETRY = Duration.ofSeconds(1);
  private static final Duration LONGEST_RETRY = Duration.ofMinutes(1);
  private static final Duration LONGEST_FAREWELL = Duration.ofSeconds(20);

  private final KubernetesClient client;
  private final OperatorSettings settings;
  private final Clock clock;
  private final CountDownLatch leads = new CountDownLatch(1);
  private final CountDownLatch end = new CountDownLatch(1);
  private final CountDownLatch ended = new CountDownLatch(1);
  private volatile ExitCode exitCode = ExitCode.DONE;
  private volatile boolean hasLostLease;

  public SlipwayOperator(KubernetesClient client, OperatorSettings settings, Clock clock) {
    this.client = client;
    this.settings = settings;
    this.clock = clock;
  }

  /** Returns when the operator was told to stop, cannot begin, or has lost its lease. */
  public ExitCode run() throws InterruptedException {
    LOG.atInfo().addKeyValue("version", SlipwayVersion.current()).log("operator starts");
    try {
      return allKindsAreServed() ? reconcileUntilTheEnd() : ExitCode.ENVIRONMENT;
    } finally {
      ended.countDown();
    }
  }

  /**
   * Ends {@link #run} and waits until it has returned: a JVM that shuts down waits for its hooks,
   * and not for its main thread, which still has a lease to give back.
   */
  public void stop() throws InterruptedException {
    end.countDown();
    if (!ended.await(LONGEST_FAREWELL.toMillis(), TimeUnit.MILLISECONDS)) {
      LOG.warn("the operator does not come to an end: its lease runs out by itself");
    }
  }

  private boolean allKindsAreServed() {
    try {
      var missing = ApiGroup.missingFrom(client);
      if (!missing.isEmpty()) {
        LOG.atError()
            .addKeyValue("missing", missing)
            .log("kinds of slipway.dev are not installed: apply the CRDs of this version first");
      }
      return missing.isEmpty();
    } catch (KubernetesClientException e) {
      LOG.atError().setCause(e).log("the Kubernetes API does not answer");
      return false;
    }
  }

  private ExitCode reconcileUntilTheEnd() throws InterruptedException {
    try (var vitals = new OperatorVitals(settings, clock);
        var newsroom = new Newsroom(client, vitals.figures(), clock)) {
      var listening = settings.listening();
      if (listening != null) {
        vitals.serve(listening);
      }
      reconcileUntilTheEnd(vitals, newsroom);
    }
    return exitCode;
  }

  private void reconcileUntilTheEnd(OperatorVitals vitals, Newsroom newsroom)
      throws InterruptedException {
    var lease = settings.lease() == null ? null : new OperatorLease(client, settings.lease());
    var operator = new Operator(overrider -> configure(overrider, lease, vitals));
    var notes = new PauseNotes(client, clock);
    var image = settings.workerImage();
    var queue = new WorkerQueue(client, settings.workers(), clock);
    register(operator, new AppEnvironmentReconciler(client, image, clock, queue), notes, newsroom);
    var plans = new MigrationPlanReconciler(client, image, clock, queue, settings.release());
    register(operator, plans, notes, newsroom);
    register(operator, new BackupReconciler(client, image, clock, queue), notes, newsroom);
    register(operator, new RestoreReconciler(client, image, clock, queue), notes, newsroom);
    if (lease != null) {
      vitals.watch(lease, this::leaseLost);
    }
    if (lease == null) {
      leads.countDown();
    }
    var starting =
        Thread.ofVirtual().name("operator-start").start(() -> start(operator, vitals, newsroom));
    LOG.info("operator is ready");
    end.await();
    LOG.info("operator stops");
    if (hasLostLease) {
      // what is under way may wait for an answer: nobody waits for it, since it must not go on
      Thread.ofVirtual().name("operator-stop").start(operator::stop);
      return;
    }
    operator.stop();
    starting.interrupt();
    if (lease != null) {
      lease.release();
    }
  }

  private void configure(
      ConfigurationServiceOverrider overrider,
      @Nullable OperatorLease lease,
      OperatorVitals vitals) {
    overrider
        .withKubernetesClient(client)
        .withCloseClientOnStop(false)
        .withExecutorService(vitals.queue().threads())
        .withMetrics(vitals.passes())
        .withResourceCloner(new SharedContent(client));
    if (lease != null) {
      overrider.withLeaderElectionConfiguration(
          lease.configuration(leads::countDown, this::leaseLost));
    }
  }

  /**
   * With a lease the framework fills its caches, and works once this operator leads; nothing is
   * said before. One that runs and does nothing would be taken for one that works: better to begin
   * anew.
   */
  private void start(Operator operator, OperatorVitals vitals, Newsroom newsroom) {
    try {
      operator.start();
      vitals.watches();
      leads.await();
      vitals.lead(operator);
      newsroom.open();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      if (end.getCount() > 0) {
        LOG.atError().setCause(e).log("the operator cannot begin its work, and ends");
        exitCode = ExitCode.ENVIRONMENT;
        end.countDown();
      }
    }
  }

  /** Another operator may lead by now: whatever this one still does could meet that one's work. */
  private void leaseLost() {
    if (end.getCount() > 0) {
      LOG.error("the lease is lost: this operator ends, so that only one works");
      exitCode = ExitCode.ENVIRONMENT;
      hasLostLease = true;
      end.countDown();
    }
  }

  private static <P extends HasMetadata> void register(
      Operator operator, Reconciler<P> reconciler, PauseNotes notes, Newsroom newsroom) {
    var configuration =
        ControllerConfigurationOverrider.override(
                operator.getConfigurationService().getConfigurationFor(reconciler))
            .withRetry(endlessly())
            .withGenerationAware(false)
            .withOnUpdateFilter(new Attention<>())
            .withItemStore(Trimmed.store())
            .withInformerListLimit(Trimmed.PAGE)
            .build();
    operator.register(new PausableReconciler<>(reconciler, notes, newsroom::remind), configuration);
  }

  private static GenericRetry endlessly() {
    return new GenericRetry()
        .withoutMaxAttempts()
        .setInitialInterval(FIRST_RETRY.toMillis())
        .setIntervalMultiplier(2)
        .setMaxInterval(LONGEST_RETRY.toMillis());
  }
}
