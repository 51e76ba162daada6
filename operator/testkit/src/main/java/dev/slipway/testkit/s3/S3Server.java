package dev.slipway.testkit.s3;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.slipway.testkit.ChildProcess;
import dev.slipway.testkit.FreePort;
import dev.slipway.testkit.Program;
import dev.slipway.testkit.Scratch;
import dev.slipway.testkit.Secrets;
import dev.slipway.testkit.TestAuthority;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * A throwaway S3 server on loopback that checks signatures, rights, checksums and locks. An object
 * is a plain file below {@link #data()}, where a test may damage it.
 */
public final class S3Server implements AutoCloseable {
  private static final Duration START_LIMIT = Duration.ofSeconds(15);

  private final Options options;
  private final Path folder;
  private final int port;
  private final S3Credentials root = new S3Credentials("root", Secrets.random());

  /** Nobody else's server answers it, should our port be taken by another one. */
  private final String healthPath = "/healthz-" + Secrets.random();

  private final HttpClient http;
  private final SignedCalls calls;
  private final Map<String, BucketPolicy> policies = new ConcurrentHashMap<>();
  private volatile ChildProcess process;

  private S3Server(Options options, Path folder, int port) {
    this.options = options;
    this.folder = folder;
    this.port = port;
    this.http = options.httpClient();
    this.calls = new SignedCalls(http, endpoint(), region(), root);
    this.process = launch();
  }

  /** A server that speaks plain HTTP. */
  public static S3Server start() {
    return options().start();
  }

  public static Options options() {
    return new Options();
  }

  public URI endpoint() {
    return URI.create((options.authority == null ? "http" : "https") + "://127.0.0.1:" + port);
  }

  public String region() {
    return "eu-central-1";
  }

  /** Who may do everything, except against a lock. */
  public S3Credentials root() {
    return root;
  }

  /** The certificate, as PEM, that clients of a server with TLS have to trust. */
  public String authorityPem() {
    if (options.authority == null) {
      throw new IllegalStateException("this server was started without tls()");
    }
    return options.authority.pem();
  }

  /** The folder with a folder per bucket and a file per object. */
  public Path data() {
    return folder.resolve("data");
  }

  public void createBucket(String bucket, BucketFeature... features) {
    var wanted = Set.of(features);
    boolean locks = wanted.contains(BucketFeature.OBJECT_LOCK);
    calls.call(
        "PUT",
        "/" + bucket,
        "",
        "",
        locks ? Map.of("x-amz-bucket-object-lock-enabled", "true") : Map.of());
    if (wanted.contains(BucketFeature.VERSIONING) && !locks) {
      var enabled = "<VersioningConfiguration><Status>Enabled</Status></VersioningConfiguration>";
      calls.call("PUT", "/" + bucket, "versioning", enabled, Map.of());
    }
  }

  /** A new user who may do nothing yet. */
  public S3Credentials createUser(String name) {
    var user = new S3Credentials(name, Secrets.random());
    var account =
        "<Account><Access>%s</Access><Secret>%s</Secret><Role>user</Role></Account>"
            .formatted(user.accessKey(), user.secretKey());
    calls.call("PATCH", "/create-user", "", account, Map.of());
    return user;
  }

  /** Lets the user do this in the whole bucket. */
  public void grant(S3Credentials user, String bucket, S3Right... rights) {
    grantBelow("", user, bucket, rights);
  }

  /** Lets the user do this with the keys that begin with the prefix. */
  public synchronized void grantBelow(
      String prefix, S3Credentials user, String bucket, S3Right... rights) {
    var policy = policies.getOrDefault(bucket, new BucketPolicy(bucket, List.of()));
    for (var right : rights) {
      policy = policy.with(new BucketPolicy.Grant(user, right, prefix));
    }
    policies.put(bucket, policy);
    calls.call("PUT", "/" + bucket, "policy", policy.json(), Map.of());
  }

  /** Holds an object of a bucket with OBJECT_LOCK, so that not even root takes it away. */
  public void retain(String bucket, String key, Instant until) {
    var retention =
        "<Retention><Mode>COMPLIANCE</Mode><RetainUntilDate>%s</RetainUntilDate></Retention>"
            .formatted(until.truncatedTo(ChronoUnit.SECONDS));
    var path = "/" + bucket + "/" + key.replace(" ", "%20");
    calls.call(
        "PUT",
        path,
        "retention",
        retention,
        Map.of("x-amz-checksum-sha256", SignedCalls.checksum(retention)));
  }

  /** Grants what a bucket's policy says, as S3 takes it, and nothing else. */
  public void setPolicy(String bucket, String json) {
    calls.call("PUT", "/" + bucket, "policy", json, Map.of());
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  /** Ends it without warning. */
  public void kill() {
    process.kill();
  }

  /**
   * Starts it again with the same address, objects and users. Flags of versitygw make it a server
   * with a fault: {@code restart("--readonly")}.
   */
  public void restart(String... flags) {
    process.close();
    process = launch(flags);
  }

  @Override
  public void close() {
    process.close();
    http.close();
    Scratch.delete(folder);
  }

  @Override
  public String toString() {
    return "S3 at " + endpoint();
  }

  private ChildProcess launch(String... flags) {
    var started =
        ChildProcess.command("versitygw", folder, words(flags))
            .environment("ROOT_ACCESS_KEY", root.accessKey())
            .environment("ROOT_SECRET_KEY", root.secretKey())
            .start();
    return started.awaitReady(START_LIMIT, this::isHealthy);
  }

  private List<String> words(String... flags) {
    var words = new ArrayList<String>();
    words.add(Program.path("versitygw").toString());
    words.addAll(List.of("--port", "127.0.0.1:" + port, "--region", region()));
    words.addAll(List.of("--health", healthPath, "--keep-alive", "--quiet"));
    words.addAll(List.of("--iam-dir", folder.resolve("users").toString()));
    if (options.authority != null) {
      words.addAll(List.of("--cert", folder.resolve("server.crt").toString()));
      words.addAll(List.of("--key", folder.resolve("server.key").toString()));
    }
    words.addAll(List.of(flags));
    words.addAll(List.of("posix", "--versioning-dir", folder.resolve("versions").toString()));
    words.add(data().toString());
    return words;
  }

  private boolean isHealthy() {
    try {
      var request = HttpRequest.newBuilder(endpoint().resolve(healthPath)).build();
      return http.send(request, BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException _) {
      return false;
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** What a test wants otherwise than the defaults. */
  public static final class Options {
    private @Nullable TestAuthority authority;

    private Options() {}

    /** HTTPS, with a certificate of an authority of its own. */
    public Options tls() {
      authority = new TestAuthority("Slipway test S3");
      return this;
    }

    public S3Server start() {
      var folder = Scratch.folder("s3");
      try {
        for (var part : List.of("data", "versions", "users")) {
          Files.createDirectory(folder.resolve(part));
        }
        if (authority != null) {
          var certificate = authority.server();
          Files.writeString(folder.resolve("server.crt"), certificate.certificate(), US_ASCII);
          Files.writeString(folder.resolve("server.key"), certificate.key(), US_ASCII);
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      return FreePort.start(port -> new S3Server(this, folder, port));
    }

    private HttpClient httpClient() {
      var builder = HttpClient.newBuilder().proxy(HttpClient.Builder.NO_PROXY);
      if (authority != null) {
        builder.sslContext(authority.trust());
      }
      return builder.build();
    }
  }
}
