package dev.slipway.controllers.step;

import static java.util.Objects.requireNonNullElse;

import dev.slipway.api.status.StepState;
import dev.slipway.api.status.StepStatus;
import dev.slipway.controllers.step.StepResult.Act;
import dev.slipway.controllers.step.StepResult.Done;
import dev.slipway.controllers.step.StepResult.Fail;
import dev.slipway.controllers.step.StepResult.NotNeeded;
import dev.slipway.controllers.step.StepResult.Stall;
import dev.slipway.controllers.step.StepResult.Wait;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a run has done so far, step by step, as its status keeps it. Immutable. */
public final class Journal {
  private static final int MAX_NOTE = 1000;

  private final Map<String, StepStatus> entries;

  private Journal(Map<String, StepStatus> entries) {
    this.entries = entries;
  }

  public static Journal of(List<StepStatus> steps) {
    var entries = new LinkedHashMap<String, StepStatus>();
    steps.forEach(step -> entries.put(step.name(), step));
    return new Journal(entries);
  }

  public List<StepStatus> entries() {
    return List.copyOf(entries.values());
  }

  public Optional<StepStatus> entry(String step) {
    return Optional.ofNullable(entries.get(step));
  }

  /** The number of the last attempt at a step that is remembered; 0 where there was none. */
  public int attempts(String step) {
    return entry(step).map(StepStatus::attempt).orElse(0);
  }

  /** Whether the step may have had an effect. */
  public boolean hasBegun(String step) {
    return entries.containsKey(step) && !is(step, StepState.NOT_NEEDED);
  }

  public boolean isDone(String step) {
    return is(step, StepState.DONE);
  }

  public boolean hasFailed(String step) {
    return is(step, StepState.FAILED);
  }

  /** Whether the step is not asked any more. */
  public boolean isSettled(String step) {
    return isDone(step) || is(step, StepState.NOT_NEEDED);
  }

  /** Notes that a step is about to begin: before its first effect, so that it can be undone. */
  public Journal begun(String step, Instant now) {
    return with(new StepStatus(step, StepState.RUNNING, null, seconds(now), null, null));
  }

  /**
   * @param attempt of the worker whose end the result speaks of; 0 where there is none
   */
  public Journal noted(String step, int attempt, StepResult result, Instant now) {
    var note = result.inWords();
    return switch (result) {
      case Done _ -> ended(step, attempt, StepState.DONE, note, now);
      case NotNeeded _ -> ended(step, attempt, StepState.NOT_NEEDED, note, now);
      case Fail _ -> ended(step, attempt, StepState.FAILED, note, now);
      case Act _, Wait _, Stall _ -> running(step, attempt, note, now);
    };
  }

  /** As if the step had not been begun, so that it is tried again. */
  public Journal without(String step) {
    var fewer = new LinkedHashMap<>(entries);
    fewer.remove(step);
    return new Journal(fewer);
  }

  /** The step is begun anew: no attempt that was made counts any more. */
  public Journal again(String step, Instant now) {
    return with(
        new StepStatus(
            step, StepState.RUNNING, attempts(step) + 1, seconds(now), null, "it is done again"));
  }

  private boolean is(String step, StepState state) {
    return entry(step).filter(it -> it.state() == state).isPresent();
  }

  private Journal running(String step, int attempt, String note, Instant now) {
    return with(
        new StepStatus(
            step, StepState.RUNNING, number(attempt), startedAt(step, now), null, cut(note)));
  }

  private Journal ended(String step, int attempt, StepState state, String note, Instant now) {
    return with(
        new StepStatus(
            step, state, number(attempt), startedAt(step, now), seconds(now), cut(note)));
  }

  private Journal with(StepStatus entry) {
    var more = new LinkedHashMap<>(entries);
    more.put(entry.name(), entry);
    return new Journal(more);
  }

  private Instant startedAt(String step, Instant now) {
    return entry(step)
        .map(it -> requireNonNullElse(it.startedAt(), seconds(now)))
        .orElse(seconds(now));
  }

  private static @Nullable Integer number(int attempt) {
    return attempt == 0 ? null : attempt;
  }

  private static Instant seconds(Instant now) {
    return now.truncatedTo(ChronoUnit.SECONDS);
  }

  private static String cut(String note) {
    return note.length() <= MAX_NOTE ? note : note.substring(0, MAX_NOTE) + "…";
  }
}
