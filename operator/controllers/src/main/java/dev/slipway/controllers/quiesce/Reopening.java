package dev.slipway.controllers.quiesce;

import dev.slipway.api.environment.AppEnvironment;
import dev.slipway.api.status.QuiesceRecord;
import dev.slipway.controllers.step.Actions;
import dev.slipway.controllers.step.StepResult;
import dev.slipway.controllers.step.StepResult.Act;
import dev.slipway.controllers.step.StepResult.Done;
import dev.slipway.controllers.step.StepResult.Wait;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Opens an app by the marks on its objects alone: where its plan is lost, or no operator is there.
 * Safe to repeat, and to break off.
 */
public final class Reopening {
  private static final Duration POLL = Duration.ofSeconds(1);

  /** Longer than anybody's patience. */
  private static final Duration LONG_AGO = Duration.ofDays(365);

  private final AppObserver observer;
  private final Actions actions;
  private final Clock clock;

  public Reopening(KubernetesClient client, Clock clock) {
    this.observer = new AppObserver(client);
    this.actions = new Actions(client);
    this.clock = clock;
  }

  /** Who has closed it, by its marks; nobody where it carries none. */
  public static List<HeldBy> closedBy(App app) {
    return marked(app)
        .flatMap(it -> Mark.on(it).stream())
        .map(Mark::holder)
        .map(it -> new HeldBy(it.kind(), it.namespace(), it.name(), it.uid()))
        .distinct()
        .toList();
  }

  /** The one thing that is to be done next. */
  public static StepResult next(App app, QuiesceRecord record, Duration elapsed) {
    var back = Replicas.giveBack(app, record, elapsed);
    return back instanceof Done(var given)
        ? switch (Doors.open(app, record)) {
          case Done(var opened) -> new Done(given + "; " + opened);
          case StepResult other -> other;
        }
        : back;
  }

  /**
   * Returns what became of it once that is settled.
   *
   * @param patience how long users are kept out for pods that are not ready
   * @param told each thing that is done or awaited, once
   */
  public String reopen(AppEnvironment environment, Duration patience, Consumer<String> told)
      throws InterruptedException {
    var begin = clock.instant();
    var record = Recording.of(observer.observe(environment), begin);
    var last = "";
    while (true) {
      var result = next(observer.observe(environment), record, elapsed(begin, patience));
      if (!result.inWords().equals(last)) {
        last = result.inWords();
        told.accept(last);
      }
      switch (result) {
        case Act(var action, _) -> actions.tryTo(action);
        case Wait _ -> Thread.sleep(POLL);
        default -> {
          return last;
        }
      }
    }
  }

  private Duration elapsed(Instant begin, Duration patience) {
    var elapsed = Duration.between(begin, clock.instant());
    return elapsed.compareTo(patience) > 0 ? LONG_AGO : elapsed;
  }

  private static Stream<HasMetadata> marked(App app) {
    return Stream.of(
            app.workloads().stream().map(WorkloadSeen::object),
            app.autoscalers().stream().map(AutoscalerSeen::object),
            app.services().stream().flatMap(it -> it.service().stream()))
        .<HasMetadata>flatMap(it -> it);
  }
}
