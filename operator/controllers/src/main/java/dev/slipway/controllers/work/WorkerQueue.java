package dev.slipway.controllers.work;

import dev.slipway.controllers.work.WorkerLine.Wish;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Bounds how many workers run. Those that run are counted in the cluster itself, so that an
 * operator that has just begun knows of them, too; who waits in line asks again and again, and
 * whoever does not is forgotten.
 */
public final class WorkerQueue {
  private static final Duration BEFORE_ITS_JOB_IS_SEEN = Duration.ofSeconds(30);
  private static final Duration BEFORE_ITS_POD_RUNS = Duration.ofMinutes(2);
  private static final Duration AFTER_IT_SHOULD_HAVE_ASKED = Duration.ofSeconds(30);
  private static final Duration BETWEEN_TWO_LOOKS = Duration.ofSeconds(1);

  private final RunningJobs jobs;
  private final WorkerLimits limits;
  private final Clock clock;
  private final Map<String, Place> taken = new LinkedHashMap<>();
  private final Map<String, Wish> waiting = new HashMap<>();
  private final Queue<RunningJobs.Seat> passed = new ConcurrentLinkedQueue<>();
  private Instant looked = Instant.EPOCH;
  private boolean knowsThoseBefore;

  /** A place among those that run. */
  private record Place(RunningJobs.Seat seat, Instant since) {}

  public WorkerQueue(KubernetesClient client, WorkerLimits limits, Clock clock) {
    this(new RunningJobs.OfCluster(client), limits, clock);
  }

  WorkerQueue(RunningJobs jobs, WorkerLimits limits, Clock clock) {
    this.jobs = jobs;
    this.limits = limits;
    this.clock = clock;
  }

  /** Whether this worker may begin now. Asked again for the same, it says so again. */
  public synchronized Turn ask(WorkerJob wanted) {
    return ask(seat(wanted), clock.instant());
  }

  private Turn ask(RunningJobs.Seat seat, Instant now) {
    if (taken.containsKey(seat.key())) {
      return new Turn.Granted();
    }
    learn(now);
    for (var urgent = passed.poll(); urgent != null; urgent = passed.poll()) {
      take(urgent, now);
    }
    waiting.values().removeIf(wish -> wish.keptUntil().isBefore(now));
    queueUp(seat, now, Duration.ZERO);
    if (turnOf(seat) instanceof Turn.InLine) {
      giveBack(now);
    }
    var turn = turnOf(seat);
    switch (turn) {
      case Turn.Granted _ -> take(seat, now);
      case Turn.InLine line -> queueUp(seat, now, line.askAgainAfter());
    }
    return turn;
  }

  private void queueUp(RunningJobs.Seat seat, Instant now, Duration askAgainAfter) {
    var before = waiting.get(seat.key());
    waiting.put(
        seat.key(),
        new Wish(
            seat.key(),
            seat.environment(),
            before == null ? now : before.since(),
            now.plus(askAgainAfter).plus(AFTER_IT_SHOULD_HAVE_ASKED)));
  }

  /** One that begins whatever the limits say; it counts all the same. Waits for nobody. */
  public void letPass(WorkerJob wanted) {
    passed.add(seat(wanted));
  }

  private Turn turnOf(RunningJobs.Seat seat) {
    var running = new HashMap<String, Integer>();
    taken.values().forEach(place -> running.merge(place.seat().environment(), 1, Integer::sum));
    return new WorkerLine(limits, running, waiting.values()).turnOf(seat.key());
  }

  private void take(RunningJobs.Seat seat, Instant now) {
    waiting.remove(seat.key());
    taken.putIfAbsent(seat.key(), new Place(seat, now));
  }

  /** What an operator before this one has started. */
  private void learn(Instant now) {
    if (!knowsThoseBefore) {
      jobs.all().forEach(seat -> taken.putIfAbsent(seat.key(), new Place(seat, now)));
      knowsThoseBefore = true;
    }
  }

  /** The places of those that have ended: looked for only where somebody waits for one. */
  private void giveBack(Instant now) {
    if (now.isBefore(looked.plus(BETWEEN_TWO_LOOKS))) {
      return;
    }
    looked = now;
    for (var place : new ArrayList<>(taken.values())) {
      if (hasLeft(place, now)) {
        taken.remove(place.seat().key());
      }
    }
  }

  /** One whose pod waits for a Secret, say, does not hold up those who have theirs. */
  private boolean hasLeft(Place place, Instant now) {
    return switch (jobs.stateOf(place.seat())) {
      case AT_WORK -> false;
      case WAITING -> now.isAfter(place.since().plus(BEFORE_ITS_POD_RUNS));
      case ENDED -> true;
      case ABSENT -> now.isAfter(place.since().plus(BEFORE_ITS_JOB_IS_SEEN));
    };
  }

  private static RunningJobs.Seat seat(WorkerJob job) {
    var environment = job.environment().getMetadata();
    return new RunningJobs.Seat(environment.getNamespace(), job.name(), environment.getUid());
  }
}
