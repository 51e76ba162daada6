package dev.slipway.controllers.vitals;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/** Short texts that anybody may read over HTTP, made anew for each who asks. */
public final class Pages implements AutoCloseable {
  private static final int BACKLOG = 16;

  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final HttpServer server;

  private Pages(HttpServer server, Map<String, Supplier<Answer>> pages) {
    this.server = server;
    server.setExecutor(threads);
    server.createContext("/", exchange -> answer(exchange, pages));
    server.start();
  }

  /**
   * @param pages by their path
   */
  public static Pages serve(InetSocketAddress address, Map<String, Supplier<Answer>> pages) {
    try {
      return new Pages(HttpServer.create(address, BACKLOG), pages);
    } catch (IOException e) {
      throw new UncheckedIOException("nothing can be served at " + address, e);
    }
  }

  public int port() {
    return server.getAddress().getPort();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  private static void answer(HttpExchange exchange, Map<String, Supplier<Answer>> pages)
      throws IOException {
    try (exchange) {
      var page = pages.get(exchange.getRequestURI().getPath());
      var answer = page == null ? Answer.NOT_HERE : page.get();
      var body = answer.text().getBytes(UTF_8);
      exchange.getResponseHeaders().set("Content-Type", "text/plain; version=0.0.4; charset=utf-8");
      exchange.sendResponseHeaders(answer.status(), body.length);
      exchange.getResponseBody().write(body);
    }
  }

  /** What somebody gets who asks for a page. */
  public record Answer(int status, String text) {
    static final Answer NOT_HERE = new Answer(HttpURLConnection.HTTP_NOT_FOUND, "not here\n");

    public static Answer ok(String text) {
      return new Answer(HttpURLConnection.HTTP_OK, text);
    }

    public static Answer unavailable(String text) {
      return new Answer(HttpURLConnection.HTTP_UNAVAILABLE, text);
    }
  }
}
