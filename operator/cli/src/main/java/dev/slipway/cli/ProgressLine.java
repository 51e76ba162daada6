package dev.slipway.cli;

import dev.slipway.engine.progress.ProgressMark;
import dev.slipway.engine.progress.ProgressSink;
import java.io.PrintStream;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** One line on a terminal that says how far a verb is; nothing where nobody looks. */
final class ProgressLine implements ProgressSink, AutoCloseable {
  private static final long PAUSE = Duration.ofMillis(200).toNanos();
  private static final String CLEAR = "\r\033[K";

  private final @Nullable PrintStream terminal;
  private long shownAt = System.nanoTime();
  private boolean isShown;

  private ProgressLine(@Nullable PrintStream terminal) {
    this.terminal = terminal;
  }

  @SuppressWarnings(
      "SystemConsoleNull") // a runtime without the line editor has none, as our image's
  static ProgressLine onTerminal() {
    var console = System.console();
    return new ProgressLine(console != null && console.isTerminal() ? System.err : null);
  }

  @Override
  public synchronized void at(ProgressMark mark) {
    if (terminal == null || System.nanoTime() - shownAt < PAUSE) {
      return;
    }
    shownAt = System.nanoTime();
    isShown = true;
    terminal.print(CLEAR + inWords(mark));
    terminal.flush();
  }

  @Override
  public synchronized void close() {
    if (terminal != null && isShown) {
      terminal.print(CLEAR);
      terminal.flush();
    }
  }

  static String inWords(ProgressMark mark) {
    var total = mark.total() > 0 ? " of " + mark.total() : "";
    return mark.step() + ": " + mark.done() + total + " " + mark.unit();
  }
}
