package dev.slipway.testkit.kube;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.slipway.testkit.ChildProcess;
import dev.slipway.testkit.ChildProcess.Signal;
import dev.slipway.testkit.FreePort;
import dev.slipway.testkit.Program;
import dev.slipway.testkit.Scratch;
import dev.slipway.testkit.TestAuthority;
import dev.slipway.testkit.TestCertificate;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** The two processes behind the API: etcd on unix sockets and kube-apiserver on loopback. */
final class ControlPlane implements AutoCloseable {
  private static final Duration START_LIMIT = Duration.ofSeconds(60);

  private final TestAuthority authority = new TestAuthority("Slipway test Kubernetes");
  private final HttpClient http =
      HttpClient.newBuilder()
          .proxy(HttpClient.Builder.NO_PROXY)
          .sslContext(authority.trust())
          .build();
  private final Path folder = Scratch.folder("kube");
  private final ChildProcess etcd;
  private volatile ApiServer apiServer;

  ControlPlane() {
    write("server", authority.server());
    write("service-accounts", authority.client("service-accounts"));
    writeText("authority.crt", authority.pem());
    etcd = startEtcd();
    apiServer = FreePort.start(this::startApiServer);
  }

  TestAuthority authority() {
    return authority;
  }

  URI endpoint() {
    return URI.create("https://127.0.0.1:" + apiServer.port);
  }

  Path folder() {
    return folder;
  }

  /** Ends the API server without warning; what it has stored remains. */
  void killApiServer() {
    apiServer.process.kill();
  }

  /** Starts it again at the same address. */
  void restartApiServer() {
    apiServer.process.close();
    apiServer = startApiServer(apiServer.port);
  }

  @Override
  public void close() {
    apiServer.process.close();
    etcd.close();
    http.close();
    Scratch.delete(folder);
  }

  private ChildProcess startEtcd() {
    var socket = folder.resolve("etcd.sock");
    var peers = folder.resolve("peers.sock");
    var nowhere = "http://127.0.0.1:0"; // what it tells others of itself; there are no others
    var words =
        List.of(
            Program.path("etcd").toString(),
            "--data-dir=" + folder.resolve("etcd"),
            "--unsafe-no-fsync",
            "--listen-client-urls=unix://" + socket,
            "--listen-peer-urls=unix://" + peers,
            "--advertise-client-urls=" + nowhere,
            "--initial-advertise-peer-urls=" + nowhere,
            "--initial-cluster=default=" + nowhere);
    return ChildProcess.command("etcd", folder, words)
        .farewell(Signal.KILL)
        .start()
        .awaitReady(START_LIMIT, () -> Files.exists(socket));
  }

  private ApiServer startApiServer(int port) {
    var words =
        List.of(
            Program.path("kube-apiserver").toString(),
            "--etcd-servers=unix://" + folder.resolve("etcd.sock"),
            "--bind-address=127.0.0.1",
            "--secure-port=" + port,
            "--tls-cert-file=" + folder.resolve("server.crt"),
            "--tls-private-key-file=" + folder.resolve("server.key"),
            "--client-ca-file=" + folder.resolve("authority.crt"),
            "--authorization-mode=RBAC",
            "--endpoint-reconciler-type=none",
            "--disable-admission-plugins=ServiceAccount", // nobody makes the accounts it asks for
            "--service-account-issuer=https://kubernetes.default.svc",
            "--service-account-key-file=" + folder.resolve("service-accounts.crt"),
            "--service-account-signing-key-file=" + folder.resolve("service-accounts.key"),
            "--service-cluster-ip-range=10.96.0.0/16");
    var ready = URI.create("https://127.0.0.1:" + port + "/readyz");
    var process =
        ChildProcess.command("kube-apiserver", folder, words)
            .farewell(Signal.KILL)
            .start()
            .awaitReady(START_LIMIT, () -> answersWell(ready));
    return new ApiServer(process, port);
  }

  /** Only our server has a certificate of our authority, whoever else may listen on that port. */
  private boolean answersWell(URI address) {
    try {
      var request = HttpRequest.newBuilder(address).build();
      return http.send(request, BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException _) {
      return false;
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private void write(String name, TestCertificate certificate) {
    writeText(name + ".crt", certificate.certificate());
    writeText(name + ".key", certificate.key());
  }

  private void writeText(String name, String text) {
    try {
      Files.writeString(folder.resolve(name), text, US_ASCII);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private record ApiServer(ChildProcess process, int port) {}
}
