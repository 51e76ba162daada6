package dev.slipway.engine.check;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A page, and what it must be. An app that has just begun may refuse a connection or two, so only
 * an answer counts at once.
 *
 * @param expectBody a text that the answer must contain; absent: any answer will do
 */
public record PageCheck(
    String name, PageRequest page, int expectStatus, @Nullable String expectBody) {
  static final Duration PATIENCE = Duration.ofSeconds(15);

  Verdict make(Pages pages, Pause pause, Duration patience) {
    HttpRequest request;
    try {
      request = Pages.request(page);
    } catch (IllegalArgumentException _) {
      return new Verdict.Failed(name, "its address or one of its headers is not allowed in HTTP");
    }
    long begin = System.nanoTime();
    while (true) {
      try {
        return judge(pages.ask(request));
      } catch (IOException e) {
        if (System.nanoTime() - begin >= patience.toNanos()) {
          return new Verdict.Inconclusive(
              name, "GET %s answered %s".formatted(path(), PageWords.of(e)));
        }
        pause.take();
      }
    }
  }

  private Verdict judge(PageAnswer answer) {
    if (answer.status() != expectStatus) {
      return new Verdict.Failed(
          name,
          "GET %s: expected status %s, and %s came"
              .formatted(path(), expectStatus, answer.status()));
    }
    if (expectBody != null && !answer.beginning().contains(expectBody)) {
      return new Verdict.Failed(
          name,
          "GET %s: status %s as expected, but its text does not contain \"%s\""
              .formatted(path(), answer.status(), expectBody));
    }
    return new Verdict.Passed(name);
  }

  private String path() {
    return PageWords.pathOf(page.url());
  }
}
