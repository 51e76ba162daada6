package dev.slipway.cli.bench.operator;

import dev.slipway.testkit.Await;
import dev.slipway.testkit.CutWire;
import dev.slipway.testkit.Repository;
import dev.slipway.testkit.Scratch;
import dev.slipway.testkit.kube.KubeApi;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/**
 * Measures the built operator on a real API server: many environments, a long history, and the loss
 * of whoever leads. Sizes come from the environment: {@code SLIPWAY_BENCH_ENVIRONMENTS}, {@code
 * SLIPWAY_BENCH_RUNS}, {@code SLIPWAY_BENCH_IDLE_SECONDS}.
 */
public final class OperatorBench implements AutoCloseable {
  private static final Duration LIMIT = Duration.ofMinutes(5);
  private static final String NAMESPACE = "default";
  private static final String SECONDS = "slipway_reconcile_seconds";
  private static final int UPDATES = 1000;
  private static final Duration A_WHILE = Duration.ofSeconds(20);

  private final int environments = number("SLIPWAY_BENCH_ENVIRONMENTS", 500);
  private final int runs = number("SLIPWAY_BENCH_RUNS", 5000);
  private final int idleSeconds = number("SLIPWAY_BENCH_IDLE_SECONDS", 120);
  private final String memory = System.getenv().getOrDefault("SLIPWAY_BENCH_MEMORY", "384m");
  private final PrintStream out = System.out;
  private final Path folder = Scratch.folder("bench-operator");
  private final KubeApi api = KubeApi.start();
  private final KubernetesClient client = api.admin();
  private final Fleet fleet;

  private OperatorBench() {
    api.applyCrds(Repository.path("crds"));
    this.fleet = new Fleet(client, environments, runs);
  }

  /** Prints Markdown; takes no arguments. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    try (var bench = new OperatorBench()) {
      bench.run();
    }
  }

  @Override
  public void close() {
    api.close();
  }

  private void run() throws IOException, InterruptedException {
    out.printf(
        Locale.ROOT,
        "%s environments, %s finished plans and backups, %s cores, Java %s, memory limit %s%n%n",
        environments,
        runs,
        Runtime.getRuntime().availableProcessors(),
        Runtime.version().feature(),
        memory);
    out.println("| what | measured | goal |");
    out.println("|---|---|---|");
    withNothingToDo();
    fleet.create();
    alone();
    inPairs();
    cutOff();
  }

  private void withNothingToDo() throws InterruptedException {
    try (var operator = operator("idle", api.kubeconfig())) {
      line("start to leader, nothing to watch", seconds(operator.awaitLead()), "below 5 s");
      Thread.sleep(A_WHILE);
      line("resident, nothing to watch", operator.residentMegabytes() + " MB", "144 MiB");
      // the next one is to wait for nothing but itself
      operator.tell();
      Await.until("the operator to give its lease back", LIMIT, () -> !operator.isAlive());
    }
  }

  private void alone() throws InterruptedException {
    try (var operator = operator("alone", api.kubeconfig())) {
      line("start to leader", seconds(operator.awaitLead()), "below 5 s");
      settle(operator);
      line("resident once all were looked at", operator.residentMegabytes() + " MB", "256 MiB");
      line("Jobs that the start has made", String.valueOf(jobs()), "no burst");
      idle(operator);
      updates(operator);
      var page = new Series(operator.metrics());
      var fast = page.sum(SECONDS + "_bucket", "le=\"0.5\"");
      var all = page.sum(SECONDS + "_count");
      line(
          "looks that took less than 500 ms, of " + (long) all,
          String.format(Locale.ROOT, "%.2f %%", 100 * fast / all),
          "99 %");
      line("peak resident", operator.peakMegabytes() + " MB", "256 MiB");
    }
  }

  private void idle(OperatorProcess operator) throws InterruptedException {
    var before = writes();
    Thread.sleep(Duration.ofSeconds(idleSeconds));
    var perHour = (writes() - before) * 3600 / idleSeconds / environments;
    line(
        "API writes of an idle environment in an hour",
        String.format(Locale.ROOT, "%.2f", perHour),
        "at most 2");
    line("resident when idle", operator.residentMegabytes() + " MB", "256 MiB");
  }

  /** What an idle minute has anyhow is taken off. */
  private void updates(OperatorProcess operator) throws InterruptedException {
    var looks = looks(operator);
    Thread.sleep(Duration.ofMinutes(1));
    var idle = looks(operator) - looks;
    looks = looks(operator);
    fleet.updateDeployments(UPDATES);
    var perObject = (looks(operator) - looks - idle) / Math.min(UPDATES, environments);
    line(
        "looks for each Deployment that changed, at " + UPDATES + " changes in a minute",
        String.format(Locale.ROOT, "%.2f", Math.max(0, perObject)),
        "at most 1");
  }

  private void inPairs() {
    try (var first = leader("first", api.kubeconfig());
        var second = operator("second", api.kubeconfig());
        var third = operator("third", api.kubeconfig())) {
      second.awaitWatching();
      third.awaitWatching();
      settle(first);
      first.kill();
      line("work is picked up after the leader was killed", pickedUp("killed"), "below 20 s");
      var leader = second.leads() ? second : third;
      leader.tell();
      line("work is picked up after the leader was told to stop", pickedUp("told"), "below 2 s");
    }
  }

  private void cutOff() throws IOException {
    var port = api.admin().getMasterUrl().getPort();
    try (var wire = new CutWire(port)) {
      var through = Files.readString(api.kubeconfig()).replace(":" + port, ":" + wire.port());
      var kubeconfig = Files.writeString(folder.resolve("through-the-wire"), through);
      try (var first = leader("cut", kubeconfig);
          var second = operator("whole", api.kubeconfig())) {
        second.awaitWatching();
        settle(first);
        var cut = System.nanoTime();
        wire.cut();
        var silent = after(cut, () -> !first.isAlive());
        var taken = after(cut, second::leads);
        line("the leader that is cut off has ended after", seconds(silent), "before the other");
        line("another one leads after", seconds(taken), "");
      }
    }
  }

  private String pickedUp(String name) {
    var since = System.nanoTime();
    fleet.createAnother(name);
    return seconds(after(since, () -> fleet.isTakenUp(name)));
  }

  private static double after(long since, BooleanSupplier condition) {
    Await.until("what is measured", LIMIT, condition);
    return (System.nanoTime() - since) / 1e9;
  }

  /** Returns once every object was looked at and nothing waits. */
  private void settle(OperatorProcess operator) {
    Await.until(
        "a look at everything",
        LIMIT,
        () ->
            looks(operator) >= environments + runs
                && new Series(operator.metrics()).sum("slipway_reconcile_queue") == 0);
  }

  private double looks(OperatorProcess operator) {
    return new Series(operator.metrics()).sum(SECONDS + "_count");
  }

  private int jobs() {
    return client.batch().v1().jobs().inAnyNamespace().list().getItems().size();
  }

  /** Other than the lease: nobody but the operator is there to write. */
  private double writes() {
    var page = new Series(client.raw("/metrics"));
    return Stream.of("POST", "PUT", "PATCH", "DELETE", "APPLY")
        .mapToDouble(
            verb ->
                page.sum(
                        "apiserver_request_total", "verb=\"" + verb + "\"", "group=\"slipway.dev\"")
                    + page.sum(
                        "apiserver_request_total", "verb=\"" + verb + "\"", "group=\"batch\"")
                    + page.sum(
                        "apiserver_request_total", "verb=\"" + verb + "\"", "resource=\"events\"")
                    + page.sum(
                        "apiserver_request_total",
                        "verb=\"" + verb + "\"",
                        "resource=\"configmaps\""))
        .sum();
  }

  /** One that has the lease before another one is there to ask for it. */
  private OperatorProcess leader(String name, Path kubeconfig) {
    var operator = operator(name, kubeconfig);
    operator.awaitLead();
    return operator;
  }

  private OperatorProcess operator(String name, Path kubeconfig) {
    return new OperatorProcess(name, kubeconfig, folder, NAMESPACE, memory);
  }

  private void line(String what, String measured, String goal) {
    out.printf(Locale.ROOT, "| %s | %s | %s |%n", what, measured, goal);
  }

  private static String seconds(double value) {
    return String.format(Locale.ROOT, "%.1f s", value);
  }

  private static int number(String name, int otherwise) {
    return Integer.parseInt(System.getenv().getOrDefault(name, String.valueOf(otherwise)));
  }
}
