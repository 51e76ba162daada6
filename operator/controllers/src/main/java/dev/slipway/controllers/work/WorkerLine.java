package dev.slipway.controllers.work;

import static java.util.Comparator.comparing;
import static java.util.Comparator.comparingInt;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toCollection;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;

/**
 * The order in which workers may begin: whose environment has the fewest comes first, and among
 * equals whoever asked first; so that one with much to do does not keep the others waiting. Pure.
 *
 * @param running how many workers an environment has, by its uid
 */
record WorkerLine(WorkerLimits limits, Map<String, Integer> running, Collection<Wish> waiting) {
  /**
   * @param job that is wanted
   * @param environment by its uid
   * @param since when it was asked for first
   * @param keptUntil when it is taken for given up, unless it is asked for again
   */
  record Wish(String job, String environment, Instant since, Instant keptUntil) {}

  /** The first one of an environment, and how many workers that has before it. */
  private record Head(Wish wish, int workers) {}

  Turn turnOf(String job) {
    var free = limits.cluster() - running.values().stream().mapToInt(Integer::intValue).sum();
    var workers = new HashMap<>(running);
    int position = 0;
    for (var wish : inOrder()) {
      position++;
      var fits = free > 0 && workers.getOrDefault(wish.environment(), 0) < limits.environment();
      if (wish.job().equals(job)) {
        return fits ? new Turn.Granted() : new Turn.InLine(position, limits);
      }
      if (fits) {
        free--;
        workers.merge(wish.environment(), 1, Integer::sum);
      }
    }
    throw new IllegalArgumentException(job + " is not in line");
  }

  private List<Wish> inOrder() {
    var lines = lines();
    var heads =
        new PriorityQueue<Head>(
            comparingInt(Head::workers)
                .thenComparing(head -> head.wish().since())
                .thenComparing(head -> head.wish().job()));
    lines.forEach(
        (environment, line) ->
            heads.add(new Head(line.remove(), running.getOrDefault(environment, 0))));
    var order = new ArrayList<Wish>();
    while (!heads.isEmpty()) {
      var head = heads.remove();
      order.add(head.wish());
      var next = lines.getOrDefault(head.wish().environment(), new ArrayDeque<>()).poll();
      if (next != null) {
        heads.add(new Head(next, head.workers() + 1));
      }
    }
    return order;
  }

  private Map<String, Deque<Wish>> lines() {
    return waiting.stream()
        .sorted(comparing(Wish::since).thenComparing(Wish::job))
        .collect(groupingBy(Wish::environment, toCollection(ArrayDeque::new)));
  }
}
