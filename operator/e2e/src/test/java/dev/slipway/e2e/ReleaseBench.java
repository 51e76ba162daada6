package dev.slipway.e2e;

import static java.util.Objects.requireNonNull;

import dev.slipway.api.plan.MigrationPlanStatus;
import dev.slipway.api.plan.PlanPhase;
import dev.slipway.api.status.StepStatus;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * How long a release keeps the sample app closed, step by step, and how long one that is taken
 * back. {@code SLIPWAY_BENCH_ROUNDS} says how many of each.
 */
public final class ReleaseBench implements AutoCloseable {
  private static final int ROUNDS =
      Integer.parseInt(System.getenv().getOrDefault("SLIPWAY_BENCH_ROUNDS", "3"));
  private static final String EXPECTED = "Welcome to Harbour";

  /** What takes as long as there are data. */
  private static final Set<String> OF_THE_DATA = Set.of("BackUp", "Apply");

  private final PrintStream out = System.out;
  private final Cluster cluster = Cluster.start();
  private final Example example = Example.start(cluster);
  private final SampleApp production = example.production();

  private ReleaseBench() {}

  /** Prints Markdown; takes no arguments. */
  public static void main(String[] arguments) {
    try (var bench = new ReleaseBench()) {
      bench.run();
    }
  }

  @Override
  public void close() {
    example.close();
    cluster.close();
  }

  private void run() {
    example.fresh();
    Release.start(example.staging(), "to-staging.yaml", "bench").await(PlanPhase.SUCCEEDED);
    print("a release", rounds("there", EXPECTED, PlanPhase.SUCCEEDED));
    print("a release that is taken back", rounds("back", "No such words", PlanPhase.ROLLED_BACK));
  }

  private List<MigrationPlanStatus> rounds(String name, String words, PlanPhase end) {
    return IntStream.range(0, ROUNDS)
        .mapToObj(round -> release(name + "-" + round, words).await(end).status())
        .toList();
  }

  /** Whatever an earlier one brought is changed, so that there is something to release. */
  private Release release(String name, String words) {
    production.sql("UPDATE settings SET value = '7' WHERE key = 'itemsPerPage'");
    production.sql("DELETE FROM role_rights");
    return Release.start(
        production,
        "to-production.yaml",
        "bench",
        yaml ->
            yaml.replace("metadata: {name: bench,", "metadata: {name: bench-" + name + ",")
                .replace("spec:\n", "spec:\n  approval: {mode: Automatic}\n")
                .replace(EXPECTED, words));
  }

  private void print(String title, List<MigrationPlanStatus> runs) {
    out.printf(Locale.ROOT, "%s, median of %s, in seconds:%n%n", title, runs.size());
    out.println("| step | seconds |");
    out.println("|---|---|");
    for (var step : runs.getFirst().steps()) {
      line(step.name(), runs, run -> seconds(run, Set.of(step.name())));
    }
    line("**closed**", runs, ReleaseBench::closed);
    line(
        "**closed, less backup and migration**",
        runs,
        run -> closed(run) - seconds(run, OF_THE_DATA));
    out.println();
  }

  private void line(
      String what, List<MigrationPlanStatus> runs, ToDoubleFunction<MigrationPlanStatus> seconds) {
    var sorted = runs.stream().mapToDouble(seconds).sorted().toArray();
    out.printf(Locale.ROOT, "| %s | %.1f |%n", what, sorted[sorted.length / 2]);
  }

  private static double closed(MigrationPlanStatus run) {
    return requireNonNull(run.maintenanceSeconds(), "the app was closed");
  }

  private static double seconds(MigrationPlanStatus run, Set<String> steps) {
    return run.steps().stream()
        .filter(step -> steps.contains(step.name()))
        .mapToDouble(ReleaseBench::seconds)
        .sum();
  }

  private static double seconds(StepStatus step) {
    return step.startedAt() == null || step.finishedAt() == null
        ? 0
        : Duration.between(step.startedAt(), step.finishedAt()).toMillis() / 1000.0;
  }
}
