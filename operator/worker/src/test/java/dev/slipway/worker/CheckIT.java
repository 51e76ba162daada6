package dev.slipway.worker;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.slipway.engine.order.CheckOrder.HealthProbe;
import dev.slipway.engine.order.CheckOrder.HttpProbe;
import dev.slipway.engine.order.CheckOrder.Login;
import dev.slipway.engine.order.CheckOrder.SqlProbe;
import dev.slipway.engine.order.Checked;
import dev.slipway.testkit.postgres.Database;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a worker finds out about an app. */
class CheckIT {
  private final WorkerBench bench = new WorkerBench();
  private Database database;
  private HttpServer app;

  @BeforeEach
  void anApp() throws IOException {
    database = WorkerBench.database("CREATE TABLE orders AS SELECT 7 AS id");
    app = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    app.createContext(
        "/",
        exchange -> {
          var word = exchange.getRequestHeaders().getFirst("Authorization");
          var body = ("CRM " + word).getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(
              exchange.getRequestURI().getPath().equals("/gone") ? 404 : 200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    app.start();
  }

  @AfterEach
  void stop() {
    app.stop(0);
  }

  @Test
  void allChecksArePassed() {
    var login = new Login(bench.file("u", "jane"), bench.file("p", "planted-secret\n"));

    var order =
        bench.check(
            database,
            new HealthProbe(url("/health"), 5),
            List.of(
                new HttpProbe("front", url("/"), 200, "CRM", List.of(), null),
                new HttpProbe(
                    "login",
                    url("/"),
                    200,
                    "Basic amFuZTpwbGFudGVkLXNlY3JldA==",
                    List.of(),
                    login)),
            List.of(new SqlProbe("orders", "select count(*) from orders", "> 0")));

    assertThat(bench.done(order, Checked.class).passed())
        .containsExactly("health", "front", "login", "orders");
  }

  @Test
  void everyFailureIsNamedAndNoneShowsARow() {
    var order =
        bench.check(
            database,
            null,
            List.of(
                new HttpProbe(
                    "gone", url("/gone?token=planted-secret"), 200, null, List.of(), null)),
            List.of(
                new SqlProbe("count", "select count(*) from orders", "> 1"),
                new SqlProbe("text", "select 'planted-secret'", "abc"),
                new SqlProbe("value", "select 'planted-secret'::int", "1"),
                new SqlProbe("writes", "delete from orders returning id", "7"),
                new SqlProbe("two", "select 1; delete from orders", "1")));

    var report = bench.carryOut(order);

    assertThat(report.reason()).isEqualTo("ValidationFailed");
    assertThat(report.message())
        .contains(
            "gone",
            "/gone",
            "404",
            "count",
            "answers 1",
            "text",
            "value",
            "22P02",
            "writes",
            "25006",
            "two")
        .doesNotContain("planted-secret");
    assertThat(WorkerBench.ask(database, "SELECT count(*) FROM orders")).isEqualTo("1");
  }

  private String url(String path) {
    return "http://127.0.0.1:" + app.getAddress().getPort() + path;
  }
}
