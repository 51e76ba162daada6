package dev.slipway.cli;

import dev.slipway.api.SlipwaySerialization;
import dev.slipway.controllers.ClosedApps;
import dev.slipway.engine.ExitCode;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(
    name = "closed",
    description = {
      "Say which apps of the cluster a release or a restore holds closed, and exit 3 if there is one:",
      "nobody would open them again if the operator went. The chart asks before it is uninstalled."
    },
    mixinStandardHelpOptions = true,
    versionProvider = Version.class)
final class ClosedCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    try (var client =
        new KubernetesClientBuilder()
            .withKubernetesSerialization(SlipwaySerialization.create())
            .build()) {
      var closed = new ClosedApps(client).inWords();
      closed.forEach(app -> spec.commandLine().getOut().println(app + " is closed"));
      if (closed.isEmpty()) {
        return ExitCode.DONE.status();
      }
      var errors = spec.commandLine().getErr();
      errors.println(
          "slipway: wait until what holds them has ended, or give it up with abort; without an"
              + " operator they stay closed");
      return ExitCode.REFUSED.status();
    } catch (KubernetesClientException e) {
      spec.commandLine().getErr().println("slipway: the cluster does not say: " + e.getMessage());
      return ExitCode.ENVIRONMENT.status();
    }
  }
}
