package dev.slipway.controllers.step;

import dev.slipway.api.status.Condition;
import dev.slipway.api.status.ConditionStatus;
import dev.slipway.controllers.reason.Reason;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/** Makes conditions. One whose status did not change keeps the time since when it is so. */
public final class Conditions {
  private static final int MAX_MESSAGE = 1000;

  private final List<Condition> before;
  private final long generation;
  private final Instant now;

  public Conditions(List<Condition> before, long generation, Instant now) {
    this.before = before;
    this.generation = generation;
    this.now = now.truncatedTo(ChronoUnit.SECONDS);
  }

  /** Whether these conditions say so. */
  public static boolean holds(List<Condition> conditions, String type) {
    return find(conditions, type).filter(it -> it.status() == ConditionStatus.TRUE).isPresent();
  }

  /** What is said about a claim; empty where nothing is. */
  public static String message(List<Condition> conditions, String type) {
    return find(conditions, type).map(Condition::message).orElse("");
  }

  public static Optional<Condition> find(List<Condition> conditions, String type) {
    return conditions.stream().filter(it -> it.type().equals(type)).findFirst();
  }

  public Condition of(String type, ConditionStatus status, String reason, String message) {
    assert Reason.isKnown(reason) : reason + " is not among the documented reasons: see Reason";
    var since =
        before.stream()
            .filter(condition -> condition.type().equals(type) && condition.status() == status)
            .map(Condition::lastTransitionTime)
            .findFirst()
            .orElse(now);
    return new Condition(type, status, generation, since, reason, cut(message));
  }

  private static String cut(String message) {
    return message.length() <= MAX_MESSAGE ? message : message.substring(0, MAX_MESSAGE) + "…";
  }
}
