package dev.slipway.cli;

import dev.slipway.api.plan.MigrationPlan;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
    name = "record",
    description = {
      "Say where the record of a release is, and what status keeps of it.",
      "The record itself is in the releases store, which asks for credentials of its own."
    })
final class RecordCommand extends ClusterVerb {
  @Parameters(paramLabel = "PLAN", description = "The MigrationPlan.")
  private String name;

  @Override
  void run(KubernetesClient client, String namespace) {
    var plan = require(client, MigrationPlan.class, namespace, name);
    var status = plan.getStatus();
    var location = status == null ? null : status.record();
    if (location == null || location.location() == null) {
      throw ClusterFailure.refused(
          "NoRecord",
          "MigrationPlan %s has no record: it is written once the release has ended; slipway status %s says how far it is"
              .formatted(name, name));
    }
    var lines = new ArrayList<>(List.of(location.location()));
    if (location.page() != null) {
      lines.add(location.page());
    }
    output().answer(location, lines);
  }
}
