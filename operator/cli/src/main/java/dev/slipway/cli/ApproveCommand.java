package dev.slipway.cli;

import dev.slipway.api.plan.MigrationPlan;
import dev.slipway.api.plan.PlanPhase;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "approve",
    description = {
      "Approve a release, having read its preview.",
      "In your own name, as the cluster knows you. The approval is of the preview that stands in status."
    })
final class ApproveCommand extends PlanVerb {
  @Option(
      names = "--preview",
      paramLabel = "DIGEST",
      description = "The preview that you have read: refused where it is another one by now.")
  private @Nullable String read;

  @Override
  Map<String, Object> said(KubernetesClient client, MigrationPlan plan) {
    requirePhase(
        plan,
        "approve",
        PlanPhase.PREFLIGHT,
        PlanPhase.WAITING_FOR_APPROVAL,
        PlanPhase.WAITING_FOR_WINDOW);
    var preview = plan.getStatus().preview();
    if (preview == null || preview.digest() == null) {
      throw ClusterFailure.refused("NoPreview", "there is no preview yet that could be approved");
    }
    if (read != null && !read.equals(preview.digest())) {
      throw ClusterFailure.refused(
          "PreviewStale",
          "the preview is %s by now, and not the one that you have read: see slipway status %s"
              .formatted(preview.digest(), plan.getMetadata().getName()));
    }
    return Map.of("approval", Map.of("preview", preview.digest(), "by", me(client)));
  }

  @Override
  String inWords(MigrationPlan plan) {
    return "approved: " + PlanText.preview(plan);
  }
}
