package dev.slipway.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.slipway.engine.EngineException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a browser and a program get while an app is closed. */
class MaintenancePageIT {
  @TempDir private Path folder;
  private HttpServer server;
  private final HttpClient client = HttpClient.newHttpClient();

  @BeforeEach
  void serve() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", new MaintenancePage(folder.resolve("index.html"), "10m")::answer);
    server.start();
  }

  @AfterEach
  void stop() {
    client.close();
    server.stop(0);
  }

  @Test
  void everyPathIsUnavailableAndSaysWhenToComeBack() throws IOException, InterruptedException {
    var answer = ask("GET", "/admin/orders?page=2", "text/html");

    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.headers().firstValue("Retry-After")).contains("600");
    assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
    assertThat(answer.body()).contains("Back in a moment");
  }

  @Test
  void programsGetJson() throws IOException, InterruptedException {
    var answer = ask("POST", "/api/orders", "application/json");

    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.headers().firstValue("Content-Type")).contains("application/json");
    assertThat(answer.body()).contains("MAINTENANCE");
  }

  @Test
  void anOwnPageIsShownAsSoonAsItIsThere() throws IOException, InterruptedException {
    Files.writeString(folder.resolve("index.html"), "<p>Wir sind gleich zurück</p>", UTF_8);

    assertThat(ask("GET", "/", "*/*").body()).isEqualTo("<p>Wir sind gleich zurück</p>");
    assertThat(ask("HEAD", "/", "*/*").statusCode()).isEqualTo(503);
  }

  @Test
  void aWaitThatIsNoDurationIsAWrongCall() {
    assertThatThrownBy(() -> new MaintenancePage(null, "soon"))
        .isInstanceOf(EngineException.class)
        .hasMessageContaining("soon is no duration");
  }

  private HttpResponse<String> ask(String method, String path, String accepted)
      throws IOException, InterruptedException {
    var address = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
    var body = method.equals("POST") ? BodyPublishers.ofString("{}") : BodyPublishers.noBody();
    return client.send(
        HttpRequest.newBuilder(address).method(method, body).header("Accept", accepted).build(),
        BodyHandlers.ofString());
  }
}
