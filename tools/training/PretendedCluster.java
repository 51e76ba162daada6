import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;

/**
 * As much of a Kubernetes API as an operator needs to believe that it leads, and that there is an environment. For the image's build, where the JVM
 * learns which classes an operator loads, and there is no cluster. Run as a source file; prints its port.
 */
final class PretendedCluster {
  private static final String OBJECT =
      """
      {"apiVersion": "slipway.dev/v1alpha1", "kind": "%s",
       "metadata": {"name": "crm", "namespace": "crm", "uid": "8c0e1a52-7d1b-4f0e-9a53-2f1c7a1e0b6d", "resourceVersion": "1", "generation": 1,
                    "creationTimestamp": "2026-11-21T09:00:00Z"},
       "spec": {%s}}
      """;
  private static final String ENVIRONMENT =
      """
      "app": "crm", "stage": "Production",
      "database": {"host": "db", "name": "crm", "credentialsSecret": {"name": "db"}},
      "workloads": [{"kind": "Deployment", "name": "crm"}],
      "stores": {"releases": {"s3": {"endpoint": "http://s3", "bucket": "r", "credentialsSecret": {"name": "s3"}}},
                 "backups": {"s3": {"endpoint": "http://s3", "bucket": "b", "credentialsSecret": {"name": "s3"}}}}
      """;
  private static final String PLAN =
      """
      "target": "crm", "source": {"file": {"digest": "sha256:ab"}}
      """;
  private static final String BACKUP = "\"environment\": \"crm\"";
  private static final String RESTORE =
      """
      "backup": {"name": "crm"}, "target": "crm", "mode": "InPlace"
      """;
  private static final String KINDS =
      """
      {"kind": "APIResourceList", "apiVersion": "v1", "groupVersion": "slipway.dev/v1alpha1", "resources": [
        {"name": "appenvironments", "singularName": "appenvironment", "namespaced": true, "kind": "AppEnvironment", "verbs": ["list"]},
        {"name": "migrationplans", "singularName": "migrationplan", "namespaced": true, "kind": "MigrationPlan", "verbs": ["list"]},
        {"name": "backups", "singularName": "backup", "namespaced": true, "kind": "Backup", "verbs": ["list"]},
        {"name": "restores", "singularName": "restore", "namespaced": true, "kind": "Restore", "verbs": ["list"]}]}
      """;
  private static final String RULES =
      """
      {"kind": "SelfSubjectRulesReview", "apiVersion": "authorization.k8s.io/v1", "status": {"incomplete": false, "nonResourceRules": [],
        "resourceRules": [{"apiGroups": ["*"], "resources": ["*"], "verbs": ["*"]}]}}
      """;
  private static final String NOT_FOUND =
      """
      {"kind": "Status", "apiVersion": "v1", "status": "Failure", "reason": "NotFound", "message": "not here", "code": 404}
      """;
  private static final Pattern OURS =
      Pattern.compile("/apis/slipway.dev/v1alpha1/(?:namespaces/crm/)?(\\w+)(/.*)?");
  private static final AtomicReference<String> LEASE = new AtomicReference<>();
  private static final int OK = 200;
  private static final int CREATED = 201;
  private static final int MISSING = 404;

  private PretendedCluster() {}

  public static void main(String[] arguments) throws IOException {
    var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", PretendedCluster::answer);
    server.start();
    System.out.println(server.getAddress().getPort());
  }

  private static void answer(HttpExchange call) throws IOException {
    var path = call.getRequestURI().getPath();
    var query = String.valueOf(call.getRequestURI().getQuery());
    var body = new String(call.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    var ours = OURS.matcher(path);
    if ("websocket".equalsIgnoreCase(call.getRequestHeaders().getFirst("Upgrade"))) {
      reply(call, OK, "{}"); // it watches by plain HTTP then
    } else if (query.contains("watch=true")) {
      call.sendResponseHeaders(OK, 0); // and nothing ever happens
    } else if (path.endsWith("/selfsubjectrulesreviews")) {
      reply(call, CREATED, RULES);
    } else if (!call.getRequestMethod().equals("GET")) {
      reply(call, call.getRequestMethod().equals("POST") ? CREATED : OK, written(path, body));
    } else if (path.contains("/leases/") && LEASE.get() != null) {
      reply(call, OK, LEASE.get());
    } else if (path.equals("/apis/slipway.dev/v1alpha1")) {
      reply(call, OK, KINDS);
    } else if (ours.matches()) {
      reply(call, OK, ours.group(2) == null ? list(object(ours.group(1))) : object(ours.group(1)));
    } else if (query.contains("Selector") || path.endsWith("s")) {
      reply(call, OK, list(""));
    } else {
      reply(call, MISSING, NOT_FOUND);
    }
  }

  private static String written(String path, String body) {
    if (path.contains("/leases")) {
      LEASE.set(body);
    }
    return body.startsWith("{") ? body : "{}";
  }

  private static String object(String kind) {
    return switch (kind) {
      case "appenvironments" -> OBJECT.formatted("AppEnvironment", ENVIRONMENT);
      case "migrationplans" -> OBJECT.formatted("MigrationPlan", PLAN);
      case "backups" -> OBJECT.formatted("Backup", BACKUP);
      default -> OBJECT.formatted("Restore", RESTORE);
    };
  }

  private static String list(String item) {
    return "{\"kind\": \"List\", \"apiVersion\": \"v1\", \"metadata\": {\"resourceVersion\": \"1\"}, \"items\": [" + item + "]}";
  }

  private static void reply(HttpExchange call, int status, String json) throws IOException {
    var bytes = json.getBytes(StandardCharsets.UTF_8);
    call.getResponseHeaders().add("Content-Type", "application/json");
    call.sendResponseHeaders(status, bytes.length);
    try (var out = call.getResponseBody()) {
      out.write(bytes);
    }
  }
}
