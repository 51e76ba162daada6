package dev.slipway.engine.check;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.slipway.engine.FailureCode;
import dev.slipway.engine.bench.AppDatabase;
import dev.slipway.engine.database.DatabaseLogin;
import dev.slipway.engine.database.Password;
import dev.slipway.engine.database.Sessions;
import dev.slipway.engine.database.TlsMode;
import dev.slipway.engine.order.CheckOrder.Header;
import dev.slipway.engine.order.CheckOrder.HealthProbe;
import dev.slipway.engine.progress.ProgressSink;
import dev.slipway.engine.store.Failures;
import dev.slipway.testkit.postgres.PostgresInstallation;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is found out about an app, and how it is said. */
class AppChecksIT {
  private static final Pause HARDLY_ANY = new Pause(Duration.ofMillis(5));
  private static final Duration PATIENCE = Duration.ofMillis(200);

  private final AppDatabase database = AppDatabase.fresh(PostgresInstallation.oldest());
  private final AtomicInteger asked = new AtomicInteger();
  private final CountDownLatch end = new CountDownLatch(1);
  private HttpServer app;

  @BeforeEach
  void anApp() throws IOException {
    app = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    app.setExecutor(Thread::startVirtualThread);
    answer("/", 200, "all of the CRM");
    answer("/elsewhere", 302, "");
    app.createContext(
        "/warming",
        exchange -> {
          exchange.sendResponseHeaders(asked.incrementAndGet() < 3 ? 503 : 200, -1);
          exchange.close();
        });
    app.start();
  }

  @AfterEach
  void stop() {
    end.countDown();
    app.stop(0);
  }

  @Test
  void healthIsAskedUntilItIsWell() {
    var verdicts = checks().make(new HealthProbe(url("/warming"), 60), List.of(), List.of());

    assertThat(verdicts.requirePassed()).containsExactly("health");
    assertThat(asked).hasValue(3);
  }

  @Test
  void anAppThatDoesNotGetWellFailsWithItsLastAnswer() {
    answer("/ill", 500, "planted-secret");

    var failure =
        Failures.of(() -> checks().make(new HealthProbe(url("/ill"), 0), List.of(), List.of()));

    assertThat(failure.code()).isEqualTo(FailureCode.VALIDATION_FAILED);
    assertThat(failure)
        .hasMessageContaining("/ill last answered status 500")
        .message()
        .doesNotContain("planted-secret");
  }

  @Test
  void aPageIsWhatItIsAndNotWhereItPointsTo() {
    app.removeContext("/elsewhere");
    app.createContext(
        "/elsewhere",
        exchange -> {
          exchange.getResponseHeaders().add("Location", url("/"));
          exchange.sendResponseHeaders(302, -1);
          exchange.close();
        });

    assertThat(page("/elsewhere", 302, null)).isEqualTo(new Verdict.Passed("page"));
    assertThat(page("/elsewhere", 200, null))
        .isEqualTo(new Verdict.Failed("page", "GET /elsewhere: expected status 200, and 302 came"));
  }

  @Test
  void aTextThatIsMissingFailsAndTheTextThatCameIsNotShown() {
    assertThat(page("/", 200, "CRM")).isEqualTo(new Verdict.Passed("page"));
    assertThat(page("/", 200, "ERP"))
        .isEqualTo(
            new Verdict.Failed(
                "page", "GET /: status 200 as expected, but its text does not contain \"ERP\""));
  }

  @Test
  void aRequestThatCannotBeSentFailsAndItsHeadersAreNotShown() {
    var page = new PageRequest(url("/"), List.of(new Header("Connection", "planted")), null);

    var verdict = new PageCheck("page", page, 200, null).make(new Pages(), HARDLY_ANY, PATIENCE);

    assertThat(verdict)
        .isEqualTo(
            new Verdict.Failed("page", "its address or one of its headers is not allowed in HTTP"));
  }

  @Test
  void nobodyWhoAnswersIsInconclusive() throws IOException {
    var url = "http://127.0.0.1:" + portOfNobody() + "/gone?token=planted-secret";

    var verdict =
        new PageCheck("page", new PageRequest(url, List.of(), null), 200, null)
            .make(new Pages(), HARDLY_ANY, PATIENCE);

    assertThat(verdict)
        .isEqualTo(
            new Verdict.Inconclusive(
                "page", "GET /gone answered nothing: the connection was refused"));
  }

  @Test
  void anAnswerThatNeverEndsIsCutOff() {
    app.createContext(
        "/endless",
        exchange -> {
          exchange.sendResponseHeaders(200, 0);
          exchange.getResponseBody().write('a');
          exchange.getResponseBody().flush();
          awaitEnd();
          exchange.close();
        });

    var verdict =
        new PageCheck("page", new PageRequest(url("/endless"), List.of(), null), 200, null)
            .make(new Pages(Duration.ofMillis(300)), HARDLY_ANY, Duration.ZERO);

    assertThat(verdict).isInstanceOf(Verdict.Inconclusive.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "select 1 where false | it answers with no row; one is expected",
        "select 1 from generate_series(1, 2) | it answers with more than one row; one is expected",
        "select 1, 2 | it answers with more than one column, or none; one is expected",
        "select null | expected 1, and it answers NULL",
        "select 2 | expected 1, and it answers 2",
        "select 'secret' | expected 1, and it answers something else",
        "select secret | the database says 42703: column \"secret\" does not exist",
        "select 'secret'::int | the database says 22P02",
        "create table t (id int) | the database says 25006: cannot execute CREATE TABLE in a read-only transaction",
        "select 1; select 2 | it is more than one statement",
        "set application_name = 'a' | it answers with no rows; write a query with one row and one column",
      })
  void aQueryHasToAnswerWithOneValue(String query, String why) {
    assertThat(query(query, "1")).isEqualTo(new Verdict.Failed("query", why));
  }

  @Test
  void aQuerySeesTheTablesOfTheApp() {
    database.run("CREATE TABLE orders AS SELECT true AS paid");

    assertThat(query("select count(*) from orders", "= 1")).isEqualTo(new Verdict.Passed("query"));
    assertThat(query("select paid from orders", "true")).isEqualTo(new Verdict.Passed("query"));
    assertThat(query("select 1 where 'a' ~ 'a?';", "1")).isEqualTo(new Verdict.Passed("query"));
  }

  @Test
  void aDatabaseThatIsNotThereIsInconclusive() throws IOException {
    var nobody =
        new DatabaseLogin(
            "127.0.0.1", portOfNobody(), "d", "u", new Password("p"), TlsMode.DISABLE, null);

    var verdict =
        new QueryCheck("query", "select 1", new Expectation("1"))
            .make(new Sessions(nobody), "public");

    assertThat(verdict).isInstanceOf(Verdict.Inconclusive.class);
  }

  @Test
  void whatFailedCountsForMoreThanWhatCouldNotBeMade() {
    var passed = new Verdict.Passed("good");
    var failed = new Verdict.Failed("bad", "why");
    var inconclusive = new Verdict.Inconclusive("unclear", "why not");

    assertThatThrownBy(new Verdicts(List.of(passed, inconclusive, failed))::requirePassed)
        .hasMessage("failed: bad; could not be made: unclear; unclear: why not; bad: why")
        .hasFieldOrPropertyWithValue("code", FailureCode.VALIDATION_FAILED);
    assertThatThrownBy(new Verdicts(List.of(passed, inconclusive))::requirePassed)
        .hasFieldOrPropertyWithValue("code", FailureCode.VALIDATION_INCONCLUSIVE);
  }

  private AppChecks checks() {
    return new AppChecks(database.sessions(), "public", ProgressSink.NONE, HARDLY_ANY, PATIENCE);
  }

  private Verdict page(String path, int status, @Nullable String body) {
    return new PageCheck("page", new PageRequest(url(path), List.of(), null), status, body)
        .make(new Pages(), HARDLY_ANY, PATIENCE);
  }

  private Verdict query(String query, String expected) {
    return new QueryCheck("query", query, new Expectation(expected))
        .make(database.sessions(), "public");
  }

  private void answer(String path, int status, String body) {
    app.createContext(
        path,
        exchange -> {
          exchange.sendResponseHeaders(status, body.isEmpty() ? -1 : body.length());
          exchange.getResponseBody().write(body.getBytes(UTF_8));
          exchange.close();
        });
  }

  private void awaitEnd() {
    try {
      end.await();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private static int portOfNobody() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private String url(String path) {
    return "http://127.0.0.1:" + app.getAddress().getPort() + path;
  }
}
