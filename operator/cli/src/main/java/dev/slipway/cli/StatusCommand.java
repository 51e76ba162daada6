package dev.slipway.cli;

import static java.util.Objects.requireNonNullElse;

import dev.slipway.api.environment.AppEnvironment;
import dev.slipway.api.plan.MigrationPlan;
import dev.slipway.api.plan.PlanPhase;
import dev.slipway.api.status.Condition;
import dev.slipway.api.status.ConditionStatus;
import dev.slipway.controllers.step.Words;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
    name = "status",
    description = {
      "Say how environments and releases are: all of a namespace, or one in full.",
      "kubectl get and kubectl describe tell the same."
    })
final class StatusCommand extends ClusterVerb {
  @Parameters(
      paramLabel = "NAME",
      arity = "0..1",
      description = "A MigrationPlan, or an AppEnvironment with its plans.")
  private @Nullable String name;

  @Override
  void run(KubernetesClient client, String namespace) {
    if (name == null) {
      all(client, namespace, null);
      return;
    }
    var plan = find(client, MigrationPlan.class, namespace, name);
    if (plan != null) {
      output().answer(plan, PlanText.of(plan));
    } else {
      require(client, AppEnvironment.class, namespace, name);
      all(client, namespace, name);
    }
  }

  private void all(KubernetesClient client, String namespace, @Nullable String only) {
    var environments =
        client.resources(AppEnvironment.class).inNamespace(namespace).list().getItems().stream()
            .filter(it -> only == null || only.equals(it.getMetadata().getName()))
            .toList();
    var plans =
        client.resources(MigrationPlan.class).inNamespace(namespace).list().getItems().stream()
            .filter(it -> only == null || only.equals(it.getSpec().target()))
            .toList();
    output().answer(new Everything(environments, plans), lines(namespace, environments, plans));
  }

  private static List<String> lines(
      String namespace, List<AppEnvironment> environments, List<MigrationPlan> plans) {
    if (environments.isEmpty() && plans.isEmpty()) {
      return List.of("nothing of Slipway in namespace " + namespace);
    }
    var lines = new ArrayList<String>();
    lines.add(ENVIRONMENT.formatted("ENVIRONMENT", "READY", "REPLICAS", "HELD-BY", "FILE"));
    environments.forEach(it -> lines.add(line(it)));
    lines.add("");
    lines.add(PLAN.formatted("PLAN", "TARGET", "PHASE", "STEP", "AWAITED"));
    plans.forEach(it -> lines.add(line(it)));
    return lines;
  }

  private static final String ENVIRONMENT = "%-24s %-8s %-9s %-24s %s";
  private static final String PLAN = "%-24s %-24s %-19s %-17s %s";

  private static String line(AppEnvironment environment) {
    var status = environment.getStatus();
    var name = environment.getMetadata().getName();
    if (status == null) {
      return ENVIRONMENT.formatted(name, "Unknown", "", "", "").strip();
    }
    var holder = status.busyWith() == null ? "" : status.busyWith().name();
    return ENVIRONMENT
        .formatted(
            name,
            ready(status.conditions()),
            Objects.toString(status.replicas(), ""),
            holder,
            Objects.toString(status.currentFile(), ""))
        .strip();
  }

  private static String line(MigrationPlan plan) {
    var status = plan.getStatus();
    var phase = status == null ? null : status.phase();
    return PLAN.formatted(
            plan.getMetadata().getName(),
            plan.getSpec().target(),
            Words.of(requireNonNullElse(phase, PlanPhase.PENDING)),
            status == null ? "" : Objects.toString(status.step(), ""),
            status == null ? "" : Objects.toString(status.waitingFor(), ""))
        .strip();
  }

  private static String ready(List<Condition> conditions) {
    return conditions.stream()
        .filter(it -> it.type().equals("Ready"))
        .map(it -> it.status() == ConditionStatus.TRUE ? "True" : it.reason())
        .findFirst()
        .orElse("Unknown");
  }

  private record Everything(List<AppEnvironment> environments, List<MigrationPlan> plans) {}
}
