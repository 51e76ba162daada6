package dev.slipway.controllers.work;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.controllers.bench.Crm;
import dev.slipway.controllers.work.RunningJobs.Seat;
import dev.slipway.controllers.work.RunningJobs.State;
import dev.slipway.engine.order.ObserveOrder;
import dev.slipway.engine.order.RunStep;
import dev.slipway.engine.order.WorkOrder;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WorkerQueueTest {
  private final Hands clock = new Hands();
  private final Cluster cluster = new Cluster();
  private final WorkerQueue queue = new WorkerQueue(cluster, new WorkerLimits(2, 2), clock);

  @Test
  void grantsTheSameWorkerAgain() {
    assertThat(queue.ask(job("a", 1))).isInstanceOf(Turn.Granted.class);
    assertThat(queue.ask(job("a", 1))).isInstanceOf(Turn.Granted.class);

    assertThat(queue.ask(job("b", 1))).isInstanceOf(Turn.Granted.class);
    assertThat(queue.ask(job("c", 1))).isInstanceOf(Turn.InLine.class);
  }

  @Test
  void givesThePlaceOfOneThatHasEndedToWhoIsNext() {
    start("a");
    start("b");
    assertThat(queue.ask(job("c", 1))).isInstanceOf(Turn.InLine.class);
    assertThat(queue.ask(job("d", 1))).isInstanceOf(Turn.InLine.class);

    cluster.say("a", State.ENDED);
    clock.advance(Duration.ofSeconds(2));

    assertThat(queue.ask(job("d", 1))).isInstanceOf(Turn.InLine.class);
    assertThat(queue.ask(job("c", 1))).isInstanceOf(Turn.Granted.class);
  }

  @Test
  void forgetsWhoDoesNotAskAnyMore() {
    start("a");
    start("b");
    assertThat(queue.ask(job("c", 1))).isInstanceOf(Turn.InLine.class);

    clock.advance(Duration.ofMinutes(1));
    cluster.say("a", State.ENDED);

    assertThat(queue.ask(job("d", 1))).isInstanceOf(Turn.Granted.class);
  }

  @Test
  void letsWhatAnAppIsClosedForPassAndCountsIt() {
    start("a");
    start("b");

    queue.letPass(job("c", 1));
    cluster.say("c", State.AT_WORK);
    cluster.say("a", State.ENDED);

    assertThat(queue.ask(job("d", 1))).isInstanceOf(Turn.InLine.class);
  }

  @Test
  void countsTheWorkersOfTheOperatorBefore() {
    cluster.say("a", State.AT_WORK);
    cluster.say("b", State.AT_WORK);

    assertThat(queue.ask(job("c", 1))).isInstanceOf(Turn.InLine.class);
  }

  @Test
  void doesNotLetWorkersThatCannotStartHoldUpTheOthers() {
    start("a");
    start("b");
    cluster.say("a", State.WAITING);
    assertThat(queue.ask(job("c", 1))).isInstanceOf(Turn.InLine.class);

    clock.advance(Duration.ofSeconds(125));

    assertThat(queue.ask(job("c", 1))).isInstanceOf(Turn.Granted.class);
  }

  @Test
  void givesAJobTheTimeToAppear() {
    queue.ask(job("a", 1));
    start("b");
    cluster.say("a", State.ABSENT);
    clock.advance(Duration.ofSeconds(29));
    assertThat(queue.ask(job("c", 1))).isInstanceOf(Turn.InLine.class);

    clock.advance(Duration.ofSeconds(2));

    assertThat(queue.ask(job("c", 1))).isInstanceOf(Turn.Granted.class);
  }

  private void start(String environment) {
    assertThat(queue.ask(job(environment, 1))).isInstanceOf(Turn.Granted.class);
    cluster.say(environment, State.AT_WORK);
  }

  private static WorkerJob job(String environment, int attempt) {
    var where = Crm.storedEnvironment();
    where.getMetadata().setNamespace(environment);
    where.getMetadata().setUid(environment);
    var access = new EnvironmentAccess(where.getSpec());
    var step = new RunStep("12345678-aaaa", environment, environment, "Observe", attempt);
    var order =
        new ObserveOrder(
            WorkOrder.FORMAT_VERSION, step, access.database(), access.releases(), access.backups());
    return new WorkerJob(
        where, 1, order, List.of(), List.of(), "slipway:test", Duration.ofMinutes(5));
  }

  /** What each namespace's one Job does. */
  private static final class Cluster implements RunningJobs {
    private final Map<String, State> states = new HashMap<>();

    void say(String environment, State state) {
      states.put(environment, state);
    }

    @Override
    public List<Seat> all() {
      var all = new ArrayList<Seat>();
      states.forEach((it, _) -> all.add(new Seat(it, job(it, 1).name(), it)));
      return all;
    }

    @Override
    public State stateOf(Seat seat) {
      return states.getOrDefault(seat.namespace(), State.ABSENT);
    }
  }

  /** A clock that is moved by hand. */
  private static final class Hands extends Clock {
    private Instant now = Instant.parse("2026-11-21T09:00:00Z");

    void advance(Duration duration) {
      now = now.plus(duration);
    }

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }
}
