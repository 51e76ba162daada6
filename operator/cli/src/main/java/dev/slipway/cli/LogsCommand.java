package dev.slipway.cli;

import static java.util.Comparator.comparing;

import dev.slipway.api.plan.MigrationPlan;
import dev.slipway.controllers.work.Labels;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "logs",
    description = {
      "Show what the workers of a release have logged, the first one first.",
      "As far as their pods are still there; the release record has all of it."
    })
final class LogsCommand extends ClusterVerb {
  @Parameters(paramLabel = "PLAN", description = "The MigrationPlan.")
  private String name;

  @Option(
      names = "--step",
      paramLabel = "STEP",
      description = "Only of this step, such as Apply (default: all).")
  private @Nullable String step;

  @Override
  void run(KubernetesClient client, String namespace) {
    var plan = require(client, MigrationPlan.class, namespace, name);
    var logs =
        client.pods().inNamespace(namespace).withLabel(Labels.RUN).list().getItems().stream()
            .filter(it -> label(it, Labels.RUN).startsWith(plan.getMetadata().getUid()))
            .filter(it -> step == null || step.equals(label(it, Labels.STEP)))
            .sorted(comparing(it -> it.getMetadata().getCreationTimestamp()))
            .map(it -> log(client, it))
            .toList();
    if (logs.isEmpty()) {
      throw ClusterFailure.refused(
          "NoLogs",
          "no pod of a worker of MigrationPlan %s is there (any more): see slipway record %s"
              .formatted(name, name));
    }
    output().answer(logs, lines(logs));
  }

  private static Log log(KubernetesClient client, Pod pod) {
    var metadata = pod.getMetadata();
    var lines =
        client
            .pods()
            .inNamespace(metadata.getNamespace())
            .withName(metadata.getName())
            .getLog()
            .lines()
            .toList();
    return new Log(
        label(pod, Labels.STEP), label(pod, Labels.ATTEMPT), pod.getMetadata().getName(), lines);
  }

  private static List<String> lines(List<Log> logs) {
    var lines = new ArrayList<String>();
    for (var log : logs) {
      lines.add("--- %s, attempt %s (pod %s)".formatted(log.step(), log.attempt(), log.pod()));
      lines.addAll(log.lines());
    }
    return lines;
  }

  private static String label(Pod pod, String label) {
    return pod.getMetadata().getLabels().getOrDefault(label, "");
  }

  private record Log(String step, String attempt, String pod, List<String> lines) {
    Log {
      lines = List.copyOf(lines);
    }
  }
}
