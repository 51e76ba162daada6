package dev.slipway.e2e;

import dev.slipway.testkit.Await;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.readiness.Readiness;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One environment of the example's app on a cluster, seen from outside. */
record SampleApp(KubernetesClient client, String namespace) {
  private static final Duration LIMIT = Duration.ofMinutes(3);
  private static final int CALL_SECONDS = 20;

  /** The usual client would ask again and again where the app says 503, and order twice. */
  static KubernetesClient clientWithoutRetries(KubernetesClient client) {
    var config = new ConfigBuilder(client.getConfiguration()).withRequestRetryBackoffLimit(0);
    return new KubernetesClientBuilder().withConfig(config.build()).build();
  }

  /** So many pods of the app are ready, and its Service knows. */
  void awaitReady(int replicas) {
    Await.until(
        replicas + " ready pods of the app in " + namespace,
        LIMIT,
        () -> pods().size() == replicas && pods().stream().allMatch(Readiness::isPodReady));
    Await.until(
        "the app's Service in " + namespace,
        LIMIT,
        () -> call("GET", "/healthz", "").status() == 200);
  }

  /** Users and buckets are there. */
  void awaitSetUp() {
    client
        .batch()
        .v1()
        .jobs()
        .inNamespace(namespace)
        .withName("set-up")
        .waitUntilCondition(
            job -> job != null && Integer.valueOf(1).equals(job.getStatus().getSucceeded()),
            LIMIT.toSeconds(),
            TimeUnit.SECONDS);
  }

  /** What the app's Service answers. */
  Answer call(String method, String path, String body) {
    return ask("services/crm:8080", method, path, body);
  }

  /** What a pod of the app answers, whether it is ready or not. */
  Answer health() {
    return ask(
        "pods/" + pods().getFirst().getMetadata().getName() + ":8080", "GET", "/healthz", "");
  }

  void awaitHealth(int status, String words) {
    Await.until(
        "/healthz to say " + status + ", " + words,
        LIMIT,
        () -> health().status() == status && health().body().contains(words));
  }

  /** Ends the app's pods without warning. */
  void kill() {
    pods().forEach(pod -> client.resource(pod).withGracePeriod(0).delete());
    Await.until("the killed pods to be gone", LIMIT, () -> pods().stream().noneMatch(this::ends));
  }

  private boolean ends(Pod pod) {
    return pod.getMetadata().getDeletionTimestamp() != null;
  }

  /** As a fence does, once the database is read-only. */
  void endSessions() {
    sql("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'crm'");
  }

  /** Deployment and Service go, and with them what anybody may have changed of them. */
  void remove() {
    client.apps().deployments().inNamespace(namespace).withName("crm").delete();
    client.services().inNamespace(namespace).withName("crm").delete();
    Await.until("the app's pods to be gone", LIMIT, () -> pods().isEmpty());
  }

  /**
   * Runs SQL as the superuser of the environment's server, whether the database is read-only or
   * not, and gives back a line for each row.
   */
  List<String> sql(String statements) {
    return inPod(
            "postgres-0",
            "psql",
            "-U",
            "postgres",
            "-d",
            "dbname=crm options='-c default_transaction_read_only=off'",
            "-XAtq",
            "-v",
            "ON_ERROR_STOP=1",
            "-c",
            statements)
        .lines()
        .toList();
  }

  /**
   * Has the environment's server die of SIGKILL, and returns once the kubelet has seen it. The pod
   * is not deleted by force: a successor could then be let at the same files while it still runs.
   */
  void killDatabase() {
    var before = databaseRestarts();
    var postmaster = "$(head -n 1 /var/lib/postgresql/data/17/postmaster.pid)";
    inPod("postgres-0", "bash", "-c", "(sleep 1; kill -KILL " + postmaster + ") &>/dev/null &");
    Await.until("the database to be restarted", LIMIT, () -> databaseRestarts() > before);
  }

  private int databaseRestarts() {
    var pod = client.pods().inNamespace(namespace).withName("postgres-0").require();
    return pod.getStatus().getContainerStatuses().getFirst().getRestartCount();
  }

  void scaleDatabase(int replicas) {
    client.apps().statefulSets().inNamespace(namespace).withName("postgres").scale(replicas);
  }

  /** What the command prints; throws where it fails. */
  String inPod(String pod, String... command) {
    var output = new ByteArrayOutputStream();
    try (var running =
        client
            .pods()
            .inNamespace(namespace)
            .withName(pod)
            .writingOutput(output)
            .writingError(output)
            .exec(command)) {
      var status = running.exitCode().get(LIMIT.toSeconds(), TimeUnit.SECONDS);
      var text = output.toString(StandardCharsets.UTF_8);
      if (status != 0) {
        throw new IllegalStateException(command[0] + " in " + pod + ": " + status + " " + text);
      }
      return text;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for " + command[0], e);
    } catch (Exception e) {
      throw new IllegalStateException(command[0] + " in " + pod, e);
    }
  }

  private List<Pod> pods() {
    return client.pods().inNamespace(namespace).withLabel("app", "crm").list().getItems();
  }

  /** By way of the API server, which reaches into every cluster. */
  private Answer ask(String target, String method, String path, String body) {
    var http = client.getHttpClient();
    var address =
        client.getMasterUrl() + "api/v1/namespaces/" + namespace + "/" + target + "/proxy" + path;
    var request = http.newHttpRequestBuilder().uri(address).timeout(CALL_SECONDS, TimeUnit.SECONDS);
    var wish = withBody(request, method, body).build();
    try {
      var answer = http.sendAsync(wish, String.class).get(CALL_SECONDS, TimeUnit.SECONDS);
      return new Answer(answer.code(), answer.body(), answer.header("Retry-After"));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for " + address, e);
    } catch (Exception e) {
      throw new IllegalStateException(method + " " + address, e);
    }
  }

  private static HttpRequest.Builder withBody(
      HttpRequest.Builder request, String method, String body) {
    return body.isEmpty() ? request : request.method(method, "application/json", body);
  }

  /**
   * What somebody answers for the app, or the app itself.
   *
   * @param retryAfter seconds; absent where nobody says
   */
  record Answer(int status, String body, @Nullable String retryAfter) {
    /** The only number that it holds. */
    long number() {
      return Long.parseLong(body.replaceAll("[^0-9]", ""));
    }
  }
}
