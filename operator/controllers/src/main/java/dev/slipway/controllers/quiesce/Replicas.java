package dev.slipway.controllers.quiesce;

import dev.slipway.api.environment.Health;
import dev.slipway.api.status.QuiesceRecord;
import dev.slipway.controllers.step.Durations;
import dev.slipway.controllers.step.Rhythm;
import dev.slipway.controllers.step.StepResult;
import dev.slipway.controllers.step.StepResult.Done;
import dev.slipway.controllers.step.StepResult.Fail;
import dev.slipway.controllers.step.StepResult.Stall;
import dev.slipway.controllers.step.StepResult.Wait;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.time.Duration;
import java.util.List;

/** The workloads, on their way to rest and back. What had no pods before never gets any. */
public final class Replicas {
  private static final Duration POLL_FOR_PEOPLE = Duration.ofSeconds(5);
  private static final Duration STANDARD_START = Duration.ofMinutes(5);

  private Replicas() {}

  /** To what the environment lets stay. An app that does not come to rest is let go again. */
  public static StepResult reduce(
      App app, QuiesceRecord record, HasMetadata holder, Duration elapsed) {
    var most = app.environment().getSpec().quiesce().replicas();
    var scales = new ScaleContest(app, record, holder);
    return scales
        .contested(most)
        .or(() -> new Pins(app, record).pinning(holder))
        .orElseGet(
            () ->
                new Move(app, record, new AtRest(most, holder))
                    .next(
                        "the app is at rest",
                        busy ->
                            isOver(elapsed, rest(app))
                                ? timedOut(app, busy)
                                : waiting(busy, elapsed)));
  }

  /** To nothing. It may be on the way back, where there is no other: so it never gives up. */
  public static StepResult stop(
      App app, QuiesceRecord record, HasMetadata holder, Duration elapsed) {
    return new Pins(app, record)
        .pinning(holder)
        .orElseGet(
            () ->
                new Move(app, record, new AtRest(0, holder))
                    .next(
                        "the app is stopped",
                        busy -> isOver(elapsed, rest(app)) ? stuck(busy) : waiting(busy, elapsed)));
  }

  /** To one, so that it can be looked at. */
  public static StepResult startOne(App app, QuiesceRecord record, Duration elapsed) {
    return new Move(app, record, new OneStarted())
        .next(
            "the app is started",
            busy -> isOver(elapsed, start(app)) ? notReady(busy) : waiting(busy, elapsed));
  }

  /** To how they were. Users are not kept out because a pod is late. */
  public static StepResult giveBack(App app, QuiesceRecord record, Duration elapsed) {
    var pins = new Pins(app, record);
    var move = new Move(app, record, new AsRecorded(pins.targets()));
    return pins.freeing()
        .orElseGet(
            () ->
                move.next(
                    "the app is as it was",
                    busy ->
                        isOver(elapsed, start(app))
                            ? backButLate(busy, move.gone())
                            : waiting(busy, elapsed)));
  }

  private static StepResult waiting(List<String> busy, Duration elapsed) {
    return new Wait(Words.join(busy), Rhythm.poll(elapsed));
  }

  private static StepResult timedOut(App app, List<String> busy) {
    return new Fail(
        "QuiesceTimedOut",
        ("the app did not come to rest within %s; awaited: %s. See why with kubectl describe, or"
                + " raise quiesce.timeout of AppEnvironment %s")
            .formatted(
                app.environment().getSpec().quiesce().timeout(),
                Words.join(busy),
                app.environment().getMetadata().getName()));
  }

  private static StepResult stuck(List<String> busy) {
    return new Stall(
        "AppDoesNotStop",
        "awaited for too long: "
            + Words.join(busy)
            + ". See why with kubectl describe; it goes on as soon as they are gone",
        POLL_FOR_PEOPLE);
  }

  private static StepResult notReady(List<String> busy) {
    return new Fail(
        "AppNotReady", "the app did not start: awaited: " + Words.join(busy) + ". See its log");
  }

  private static StepResult backButLate(List<String> busy, List<String> gone) {
    var notes = gone.isEmpty() ? "" : "; " + Words.join(gone);
    return new Done(
        "the app is scaled as it was, but not all of it is ready: awaited in vain: "
            + Words.join(busy)
            + notes);
  }

  private static boolean isOver(Duration elapsed, Duration limit) {
    return elapsed.compareTo(limit) > 0;
  }

  private static Duration rest(App app) {
    return Durations.parse(app.environment().getSpec().quiesce().timeout());
  }

  private static Duration start(App app) {
    Health health = app.environment().getSpec().health();
    return health == null ? STANDARD_START : Durations.parse(health.timeout());
  }
}
