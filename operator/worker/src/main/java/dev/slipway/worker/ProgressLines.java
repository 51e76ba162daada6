package dev.slipway.worker;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.slipway.engine.progress.ProgressMark;
import dev.slipway.engine.progress.ProgressSink;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes how far the work is, one line of JSON at a time, such as
 *
 * <pre>{"progress":{"step":"apply","done":84,"total":120,"unit":"tables"}}</pre>
 *
 * A total of 0 means that nobody knows it. Within a step there is at most one line a second; the
 * last one of every step is always written. Whoever reads a pod's log takes the last such line, and
 * leaves all other lines alone.
 */
final class ProgressLines implements ProgressSink, AutoCloseable {
  private static final Duration PAUSE = Duration.ofSeconds(1);
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final PrintStream output;
  private final Duration pause;
  private @Nullable ProgressMark shown;
  private @Nullable ProgressMark waiting;
  private long shownAt;

  ProgressLines(PrintStream output) {
    this(output, PAUSE);
  }

  ProgressLines(PrintStream output, Duration pause) {
    this.output = output;
    this.pause = pause;
  }

  @Override
  public synchronized void at(ProgressMark mark) {
    boolean isNewStep = shown == null || !shown.step().equals(mark.step());
    if (isNewStep) {
      close();
    }
    waiting = mark;
    if (isNewStep || System.nanoTime() - shownAt >= pause.toNanos()) {
      close();
    }
  }

  /** Writes the line that still waits for its second to be over. */
  @Override
  public synchronized void close() {
    if (waiting != null) {
      output.println(json(waiting));
      output.flush();
      shown = waiting;
      shownAt = System.nanoTime();
      waiting = null;
    }
  }

  private static String json(ProgressMark mark) {
    try {
      return JSON.writeValueAsString(Map.of("progress", mark));
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }
}
