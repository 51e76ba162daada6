package dev.slipway.engine.check;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.slipway.engine.EngineException;
import dev.slipway.engine.FailureCode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Base64;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Asks an app for its pages as it would be asked from beside it: over no proxy, and going nowhere
 * that an answer points to.
 */
final class Pages implements AutoCloseable {
  /** For the whole answer, since a server may also send it letter by letter. */
  private static final Duration LIMIT = Duration.ofSeconds(10);

  private static final int BYTES_LOOKED_AT = 1024 * 1024;

  private final Duration limit;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final HttpClient client;

  Pages() {
    this(LIMIT);
  }

  Pages(Duration limit) {
    this.limit = limit;
    this.client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .proxy(HttpClient.Builder.NO_PROXY)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(limit)
            .executor(threads)
            .build();
  }

  /** Throws what kept the answer away; the request itself has to be one, see {@link #request}. */
  PageAnswer ask(HttpRequest request) throws IOException {
    var asking = threads.submit(() -> answer(request));
    try {
      return asking.get(limit.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      asking.cancel(true);
      throw new IOException("no answer within " + limit.toSeconds() + " s", e);
    } catch (ExecutionException e) {
      throw failure(e, asking);
    } catch (InterruptedException e) {
      asking.cancel(true);
      Thread.currentThread().interrupt();
      throw new EngineException(FailureCode.INTERRUPTED, "interrupted while an app was asked", e);
    }
  }

  /** Fails with an IllegalArgumentException where there can be no such request. */
  static HttpRequest request(PageRequest page) {
    var request = HttpRequest.newBuilder(URI.create(page.url()));
    page.headers().forEach(it -> request.header(it.name(), it.value()));
    var login = page.login();
    if (login != null) {
      var words = login.user() + ":" + login.password().reveal();
      var word = Base64.getEncoder().encodeToString(words.getBytes(UTF_8));
      request.header("Authorization", "Basic " + word);
    }
    return request.GET().build();
  }

  @Override
  public void close() {
    client.shutdownNow();
    threads.shutdownNow();
  }

  private PageAnswer answer(HttpRequest request) throws IOException, InterruptedException {
    var response = client.send(request, BodyHandlers.ofInputStream());
    try (var body = response.body()) {
      return new PageAnswer(
          response.statusCode(), new String(body.readNBytes(BYTES_LOOKED_AT), UTF_8));
    }
  }

  private static IOException failure(ExecutionException e, Future<?> asking) {
    return e.getCause() instanceof IOException known
        ? known
        : new IOException("asking ended with " + asking.exceptionNow().getClass().getName(), e);
  }
}
