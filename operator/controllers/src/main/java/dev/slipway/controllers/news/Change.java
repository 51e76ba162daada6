package dev.slipway.controllers.news;

import dev.slipway.api.status.Condition;
import dev.slipway.api.status.ConditionStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * What is news in a status: a phase reached, a stop, a condition that turned. Progress is none, and
 * neither is the same said again.
 */
record Change(Known before, Glance now) {
  private static final String READY = "Ready";
  private static final String STALLED = "Stalled";
  private static final String FAILED = "Failed";

  /** What the phase tells, or the three conditions that all kinds have. */
  private static final Set<String> TOLD_OTHERWISE =
      Set.of(READY, "Reconciling", STALLED, "Complete", FAILED);

  private static final String WINDOW_CLOSED = "WindowClosed";

  static final String PAUSED = "Paused";

  /** Where to be so is no trouble. */
  private static final Set<String> NEUTRAL = Set.of("InMaintenance");

  /** Where to be so is one; of all others it is not to be so. */
  private static final Set<String> TROUBLES = Set.of("Drifted", PAUSED);

  List<Piece> news() {
    var all = new ArrayList<Piece>();
    state().ifPresent(all::add);
    now.conditions().stream()
        .filter(it -> now.phase() == null || it.type().equals(PAUSED))
        .filter(it -> !TOLD_OTHERWISE.contains(it.type()))
        .filter(this::hasTurned)
        .map(Change::piece)
        .forEach(all::add);
    return all;
  }

  /** The phase that was reached just now. */
  Optional<String> reached() {
    return Optional.ofNullable(now.phase()).filter(it -> !it.equals(before.phase()));
  }

  private Optional<Piece> state() {
    var failed = now.condition(FAILED).filter(Change::holds);
    if (failed.isPresent()) {
      return failed.filter(it -> before.status(FAILED) != it.status()).map(Piece::warning);
    }
    var stalled = now.condition(STALLED).filter(Change::holds);
    if (stalled.isPresent()) {
      return stalled.filter(this::isNew).map(Piece::warning);
    }
    if (waitsForItsWindow()) {
      return now.condition(READY).map(Piece::normal);
    }
    return reached().isPresent() ? reached().map(this::piece) : readiness();
  }

  /** When it opens was not known yet as the phase was reached. */
  private boolean waitsForItsWindow() {
    return now.condition(READY).filter(it -> it.reason().equals(WINDOW_CLOSED)).isPresent()
        && !WINDOW_CLOSED.equals(before.reason(READY));
  }

  private Optional<Piece> readiness() {
    return now.condition(READY)
        .filter(it -> now.phase() == null)
        .filter(Change::holds)
        .filter(it -> before.status(READY) != it.status())
        .map(Piece::normal);
  }

  private Piece piece(String phase) {
    return new Piece(false, phase, now.condition(READY).map(Condition::message).orElse(""));
  }

  private boolean isNew(Condition condition) {
    return before.status(condition.type()) != condition.status()
        || !Objects.equals(before.reason(condition.type()), condition.reason());
  }

  /** What is well and was never known otherwise is no news. */
  private boolean hasTurned(Condition condition) {
    var was = before.status(condition.type());
    return condition.status() != ConditionStatus.UNKNOWN
        && was != condition.status()
        && (was != null || isTrouble(condition) || isNeutralAndSo(condition));
  }

  private static boolean isNeutralAndSo(Condition condition) {
    return NEUTRAL.contains(condition.type()) && holds(condition);
  }

  private static boolean isTrouble(Condition condition) {
    return !NEUTRAL.contains(condition.type())
        && holds(condition) == TROUBLES.contains(condition.type());
  }

  private static Piece piece(Condition condition) {
    return isTrouble(condition) ? Piece.warning(condition) : Piece.normal(condition);
  }

  private static boolean holds(Condition condition) {
    return condition.status() == ConditionStatus.TRUE;
  }
}
