package dev.slipway.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNullElse;

import com.sun.net.httpserver.HttpExchange;
import dev.slipway.controllers.step.Durations;
import dev.slipway.engine.EngineException;
import dev.slipway.engine.FailureCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What users of a closed app are told: people by a page, programs by a status and a header. */
final class MaintenancePage {
  private static final int UNAVAILABLE = 503;
  private static final String OURS =
      """
      <!DOCTYPE html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <meta http-equiv="refresh" content="15">
      <title>Maintenance</title>
      <style>
      :root { color-scheme: light dark; }
      body { font: 1.1rem/1.6 system-ui, sans-serif; display: grid; place-content: center; min-height: 90vh; margin: 0 1.5rem; }
      main { max-width: 34rem; }
      </style>
      </head>
      <body>
      <main>
      <h1>Back in a moment</h1>
      <p>This application is being updated. Nothing that you have saved is lost.</p>
      <p>This page looks again by itself.</p>
      </main>
      </body>
      </html>
      """;

  private final @Nullable Path own;
  private final long retryAfterSeconds;

  /**
   * @param own read anew for each request: a ConfigMap may change
   * @param retryAfter such as 90s, 10m, 6h
   */
  MaintenancePage(@Nullable Path own, String retryAfter) {
    this.own = own;
    this.retryAfterSeconds = seconds(retryAfter);
  }

  void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      var isForPrograms = isForPrograms(exchange);
      var body = (isForPrograms ? json() : html()).getBytes(UTF_8);
      var headers = exchange.getResponseHeaders();
      headers.set("Retry-After", Long.toString(retryAfterSeconds));
      headers.set("Cache-Control", "no-store");
      headers.set("Content-Type", isForPrograms ? "application/json" : "text/html; charset=utf-8");
      var hasBody = !"HEAD".equals(exchange.getRequestMethod());
      exchange.sendResponseHeaders(UNAVAILABLE, hasBody ? body.length : -1);
      if (hasBody) {
        exchange.getResponseBody().write(body);
      }
    }
  }

  private static boolean isForPrograms(HttpExchange exchange) {
    var accepted =
        requireNonNullElse(exchange.getRequestHeaders().getFirst("Accept"), "")
            .toLowerCase(Locale.ROOT);
    return accepted.contains("json") && !accepted.contains("html");
  }

  private String json() {
    return "{\"errors\": [{\"code\": \"MAINTENANCE\", \"message\": \"this application is being updated; ask again in %s s\"}]}\n"
        .formatted(retryAfterSeconds);
  }

  private String html() {
    try {
      return own == null ? OURS : Files.readString(own);
    } catch (IOException e) {
      return OURS;
    }
  }

  private static long seconds(String text) {
    try {
      return Durations.parse(text).toSeconds();
    } catch (DateTimeParseException e) {
      throw new EngineException(
          FailureCode.ORDER_INVALID, text + " is no duration: say it as 90s, 10m or 6h", e);
    }
  }
}
