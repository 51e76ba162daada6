package dev.slipway.cli;

import dev.slipway.controllers.SlipwayOperator;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

@Command(
    name = "operator",
    description =
        "Watch the four kinds and release. Runs in the cluster, with the operator's account.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class)
final class OperatorCommand implements Callable<Integer> {
  @Override
  public Integer call() throws InterruptedException {
    try (var client = new KubernetesClientBuilder().build()) {
      var operator = new SlipwayOperator(client);
      Runtime.getRuntime().addShutdownHook(new Thread(operator::stop, "stop-operator"));
      return operator.run().status();
    }
  }
}
