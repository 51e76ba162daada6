package dev.slipway.cli;

import dev.slipway.api.environment.AppEnvironment;
import dev.slipway.api.environment.Fence;
import dev.slipway.controllers.quiesce.AppObserver;
import dev.slipway.controllers.quiesce.HeldBy;
import dev.slipway.controllers.quiesce.LostEnvironment;
import dev.slipway.controllers.quiesce.Reopening;
import dev.slipway.controllers.work.WorkerJobs;
import dev.slipway.engine.ExitCode;
import dev.slipway.engine.database.SqlFailure;
import dev.slipway.engine.fence.DatabaseFence;
import dev.slipway.engine.fence.RoleFence;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "reopen",
    description = {
      "Open an app that a release or a restore has closed: needs no operator, and no plan.",
      "Everything comes back as the marks on the app's objects say: replicas, autoscalers,"
          + " CronJobs, Services. Needs the right to change them, and the verb reopen on the"
          + " AppEnvironment."
    })
final class ReopenCommand extends ClusterVerb {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /** What lowers the fence by hand; the note of what was set before is in the database itself. */
  static final List<String> LOWERING =
      List.of(
          "SET default_transaction_read_only = off;", // whoever connects now is behind it as well
          "DO $$ BEGIN",
          "  IF to_regclass('slipway.fence') IS NOT NULL AND EXISTS (SELECT FROM slipway.fence)"
              + " THEN",
          "    EXECUTE format('ALTER DATABASE %I %s', current_database(), COALESCE((SELECT 'SET"
              + " default_transaction_read_only = ' || CASE WHEN previous THEN 'on' ELSE 'off' END"
              + " FROM slipway.fence WHERE previous IS NOT NULL), 'RESET"
              + " default_transaction_read_only'));",
          "    DELETE FROM slipway.fence;",
          "  END IF;",
          "END $$;",
          "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname ="
              + " current_database() AND pid <> pg_backend_pid() AND backend_type = 'client"
              + " backend';");

  @Parameters(paramLabel = "ENV", description = "The AppEnvironment, be it gone.")
  private String environment;

  @Option(
      names = "--to",
      paramLabel = "DB",
      description =
          "The app's database, postgresql://user@host:port/database: its fence is lowered first."
              + " Without it the statements that do so are printed.")
  private @Nullable String database;

  @Option(
      names = "--wait",
      paramLabel = "SECONDS",
      description =
          "How long users are kept out for pods that are not ready yet (default:"
              + " ${DEFAULT-VALUE}).",
      defaultValue = "120")
  private int wait;

  @Option(
      names = "--force",
      description = "Reopen although a worker of the release is still at work.")
  private boolean force;

  @Mixin private DatabaseOptions databaseOptions;

  @Override
  void run(KubernetesClient client, String namespace) {
    var there = find(client, AppEnvironment.class, namespace, environment);
    var target = there == null ? LostEnvironment.of(client, namespace, environment) : there;
    var app = new AppObserver(client).observe(target);
    var closedBy = Reopening.closedBy(app);
    refuseWhileSomebodyWorks(client, namespace, closedBy.stream().map(HeldBy::uid).toList());
    var holders = closedBy.stream().map(HeldBy::inWords).toList();
    if (database != null) {
      lowerFence(database);
    }
    var done = new ArrayList<String>();
    var outcome = reopen(client, target, done);
    output()
        .answer(
            new Reopened(namespace, environment, holders, done, outcome),
            lines(there, holders, done, outcome));
  }

  private String reopen(KubernetesClient client, AppEnvironment target, List<String> done) {
    try {
      return new Reopening(client, Clock.systemUTC())
          .reopen(target, Duration.ofSeconds(wait), done::add);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ClusterFailure(
          ExitCode.INTERRUPTED, "Interrupted", "broken off: call it again, it goes on");
    }
  }

  /** What a worker writes while users are in could be lost, or theirs. */
  private void refuseWhileSomebodyWorks(
      KubernetesClient client, String namespace, List<String> holders) {
    var working = new WorkerJobs(client).atWork(namespace, holders);
    if (!working.isEmpty() && !force) {
      throw ClusterFailure.refused(
          "WorkerRuns",
          "Job %s is at work for the release: wait for its end, or abort the plan, or say --force"
              .formatted(String.join(", ", working)));
    }
  }

  private void lowerFence(String address) {
    var sessions = databaseOptions.sessions(address);
    try (var session = sessions.open()) {
      new RoleFence(session, Set.of(), PATIENCE).lower();
      new DatabaseFence(session, Set.of(), PATIENCE).lower();
    } catch (SQLException e) {
      throw SqlFailure.of(e, DatabaseUrl.parse(address).host());
    }
  }

  private List<String> lines(
      @Nullable AppEnvironment there, List<String> holders, List<String> done, String outcome) {
    var lines = new ArrayList<String>();
    lines.add(
        holders.isEmpty()
            ? "no object of " + environment + " carries a mark: it was not closed"
            : environment + " was closed by " + String.join(", ", holders));
    done.stream().filter(it -> !it.equals(outcome)).map(it -> "  " + it).forEach(lines::add);
    lines.add(outcome);
    if (database == null && (there == null || there.getSpec().quiesce().fence() != Fence.NONE)) {
      lines.add(
          "the database may still refuse to be written: lower its fence in psql, as its owner, or"
              + " as the role for releases");
      RoleFence.LOWERING.forEach(it -> lines.add("  " + it));
      LOWERING.forEach(it -> lines.add("  " + it));
    }
    if (there != null && there.getStatus() != null && there.getStatus().busyWith() != null) {
      var holder = there.getStatus().busyWith();
      lines.add(
          "%s %s still holds AppEnvironment %s: once an operator is back, end it with slipway abort %s, or answer it with resolve: Reopen"
              .formatted(holder.kind(), holder.name(), environment, holder.name()));
    }
    return lines;
  }

  private record Reopened(
      String namespace,
      String environment,
      List<String> heldBy,
      List<String> done,
      String outcome) {}
}
