package dev.slipway.controllers.release;

import static java.util.Objects.requireNonNullElse;
import static java.util.stream.Collectors.toUnmodifiableSet;

import dev.slipway.api.backup.Backup;
import dev.slipway.api.environment.AppEnvironment;
import dev.slipway.api.environment.Stage;
import dev.slipway.api.environment.Upstream;
import dev.slipway.api.plan.MigrationPlan;
import dev.slipway.api.plan.PlanPhase;
import dev.slipway.controllers.check.JobsSeen;
import dev.slipway.controllers.quiesce.App;
import dev.slipway.controllers.quiesce.AppObserver;
import dev.slipway.controllers.step.Journal;
import dev.slipway.controllers.step.MissingRights;
import dev.slipway.controllers.work.JobAttempts;
import dev.slipway.controllers.work.WorkerJobs;
import dev.slipway.engine.order.Previewed;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Clock;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Looks at all that a release has to do with. Changes nothing. */
final class ReleaseObserver {
  private static final Set<PlanPhase> ASKS_FOR_POLICIES =
      EnumSet.of(PlanPhase.PENDING, PlanPhase.WAITING_FOR_APPROVAL, PlanPhase.WAITING_FOR_WINDOW);

  private final KubernetesClient client;
  private final WorkerJobs jobs;
  private final AppObserver apps;
  private final PeoplePolicies policies;
  private final String operatorImage;
  private final Clock clock;

  ReleaseObserver(KubernetesClient client, String operatorImage, Clock clock) {
    this(client, operatorImage, clock, PeoplePolicies.STANDARD);
  }

  /**
   * @param release the name of the chart's release, by which its policies are found
   */
  ReleaseObserver(KubernetesClient client, String operatorImage, Clock clock, String release) {
    this.policies = new PeoplePolicies(client, release);
    this.client = client;
    this.jobs = new WorkerJobs(client);
    this.apps = new AppObserver(client);
    this.operatorImage = operatorImage;
    this.clock = clock;
  }

  ReleaseView observe(MigrationPlan plan) {
    var namespace = plan.getMetadata().getNamespace();
    var target = find(AppEnvironment.class, namespace, plan.getSpec().target());
    var source = source(plan);
    try {
      var app = target == null ? null : apps.observe(target);
      return view(plan, null, app, source, attempts(plan, source));
    } catch (KubernetesClientException e) {
      var forbidden = MissingRights.of(e).orElseThrow(() -> e);
      return view(plan, forbidden, null, source, JobAttempts.NONE);
    }
  }

  private ReleaseView view(
      MigrationPlan plan,
      @Nullable String forbidden,
      @Nullable App app,
      SourceSeen source,
      JobAttempts attempts) {
    var backup = plan.getStatus() == null ? null : plan.getStatus().backup();
    return new ReleaseView(
        plan,
        forbidden,
        app,
        source,
        app == null ? List.of() : upstream(app.environment()),
        attempts,
        backup == null ? null : find(Backup.class, plan.getMetadata().getNamespace(), backup),
        app == null ? Surroundings.NONE : surroundings(plan, app.environment(), attempts),
        app == null ? JobsSeen.NONE : jobs(plan),
        operatorImage,
        clock.instant());
  }

  /** Looked at until the app is closed: from there on nothing of it counts any more. */
  private Surroundings surroundings(
      MigrationPlan plan, AppEnvironment target, JobAttempts attempts) {
    var phase = ReleaseStatuses.phaseOf(plan);
    var unenforced =
        target.getSpec().stage() == Stage.PRODUCTION && ASKS_FOR_POLICIES.contains(phase)
            ? policies.notInForce()
            : List.<String>of();
    return new Surroundings(
        unenforced,
        phase == PlanPhase.PREFLIGHT ? policies.notHolding() : List.of(),
        phase == PlanPhase.WAITING_FOR_WINDOW || isPreviewed(plan, attempts)
            ? rivals(plan, target)
            : List.of());
  }

  /** Just now: how long others took says for how long the app will be closed. */
  private static boolean isPreviewed(MigrationPlan plan, JobAttempts attempts) {
    return plan.getStatus() != null
        && !Journal.of(plan.getStatus().steps()).isSettled(Preview.STEP)
        && attempts.result(Preview.STEP, Previewed.class).isPresent();
  }

  private List<MigrationPlan> rivals(MigrationPlan plan, AppEnvironment target) {
    var namespace = plan.getMetadata().getNamespace();
    var sharing =
        client.resources(AppEnvironment.class).inNamespace(namespace).list().getItems().stream()
            .filter(it -> Sharing.isBetween(target, it))
            .map(it -> it.getMetadata().getName())
            .collect(toUnmodifiableSet());
    return client.resources(MigrationPlan.class).inNamespace(namespace).list().getItems().stream()
        .filter(it -> sharing.contains(it.getSpec().target()))
        .filter(it -> !it.getMetadata().getUid().equals(plan.getMetadata().getUid()))
        .toList();
  }

  private JobsSeen jobs(MigrationPlan plan) {
    var namespace = plan.getMetadata().getNamespace();
    return JobsSeen.in(client, namespace, Runs.idOf(plan), plan.getSpec().validation());
  }

  private SourceSeen source(MigrationPlan plan) {
    var source = plan.getSpec().source();
    if (source.environments() != null) {
      var found =
          source.environments().stream()
              .map(it -> find(AppEnvironment.class, it.namespace(), it.name()))
              .filter(Objects::nonNull)
              .toList();
      return new SourceSeen(found, null);
    }
    if (source.plan() == null) {
      return SourceSeen.NOTHING;
    }
    var namespace = source.plan().namespace();
    var released = find(MigrationPlan.class, namespace, source.plan().name());
    if (released == null) {
      return SourceSeen.NOTHING;
    }
    var target = find(AppEnvironment.class, namespace, released.getSpec().target());
    return new SourceSeen(target == null ? List.of() : List.of(target), released);
  }

  private List<AppEnvironment> upstream(AppEnvironment target) {
    return requireNonNullElse(target.getSpec().promotesFrom(), List.<Upstream>of()).stream()
        .filter(it -> it.namespace() != null && it.name() != null)
        .map(it -> find(AppEnvironment.class, it.namespace(), it.name()))
        .filter(Objects::nonNull)
        .toList();
  }

  /** A file is built in its source's namespace, all the rest happens in the target's. */
  private JobAttempts attempts(MigrationPlan plan, SourceSeen source) {
    var namespaces = new TreeSet<>(Set.of(plan.getMetadata().getNamespace()));
    if (plan.getSpec().source().environments() != null) {
      source.environments().forEach(it -> namespaces.add(it.getMetadata().getNamespace()));
    }
    var run = Runs.idOf(plan);
    return namespaces.stream()
        .map(it -> jobs.attempts(it, run))
        .reduce(JobAttempts.NONE, JobAttempts::and);
  }

  private <T extends HasMetadata> @Nullable T find(
      Class<T> kind, @Nullable String namespace, @Nullable String name) {
    return client.resources(kind).inNamespace(namespace).withName(name).get();
  }
}
