package dev.slipway.engine.check;

import dev.slipway.engine.EngineException;
import dev.slipway.engine.FailureCode;
import dev.slipway.engine.order.CheckOrder.HealthProbe;
import dev.slipway.engine.progress.ProgressMark;
import dev.slipway.engine.progress.ProgressSink;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** Waits until an app says that it is well. */
final class AppHealth {
  private static final int WELL = 200;

  private final Pages pages;
  private final Pause pause;
  private final ProgressSink progress;

  AppHealth(Pages pages, Pause pause, ProgressSink progress) {
    this.pages = pages;
    this.pause = pause;
    this.progress = progress;
  }

  /** Returns once the app is well; fails when it is not before our patience ends. */
  void await(HealthProbe probe) {
    var patience = Duration.ofSeconds(probe.patienceSeconds());
    long begin = System.nanoTime();
    while (true) {
      var answer = ask(probe);
      if (answer.isEmpty()) {
        return;
      }
      var waited = Duration.ofNanos(System.nanoTime() - begin);
      if (waited.compareTo(patience) >= 0) {
        throw new EngineException(
            FailureCode.VALIDATION_FAILED,
            "the app is not well after %s s: %s last answered %s, and 200 was expected; its log says why"
                .formatted(probe.patienceSeconds(), PageWords.pathOf(probe.url()), answer));
      }
      progress.at(
          new ProgressMark("health", waited.toSeconds(), probe.patienceSeconds(), "seconds"));
      pause.take();
    }
  }

  /** What else came than that it is well; empty where it is. */
  private String ask(HealthProbe probe) {
    try {
      var request = Pages.request(new PageRequest(probe.url(), List.of(), null));
      var answer = pages.ask(request);
      return answer.status() == WELL ? "" : answer.toString();
    } catch (IOException e) {
      return PageWords.of(e);
    } catch (IllegalArgumentException e) {
      throw new EngineException(
          FailureCode.ORDER_INVALID, "the address of the app's health is none", e);
    }
  }
}
