package dev.slipway.testkit.kube;

import dev.slipway.testkit.Repository;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The repository's chart, as helm brings it to an API server on which nothing runs. */
public final class Chart {
  public static final String RELEASE = "slipway";
  public static final String NAMESPACE = "slipway-system";

  /** The operator's account, as the API server and its policies see it. */
  public static final String OPERATOR = "system:serviceaccount:" + NAMESPACE + ":" + RELEASE;

  private static final KubeProgram HELM = new KubeProgram("helm");

  private final Path kubeconfig;

  public Chart(KubeApi kube) {
    this.kubeconfig = kube.kubeconfig();
  }

  /**
   * Installs it, or upgrades it.
   *
   * @param values as --set wants them
   * @return what helm says
   */
  public String install(String... values) {
    return install(Repository.path("helm/slipway"), values);
  }

  /** The same with another chart than the repository's, such as an older one. */
  public String install(Path chart, String... values) {
    var line = new ArrayList<>(List.of("upgrade", "--install", RELEASE, chart.toString()));
    line.add("--create-namespace");
    for (var value : values) {
      line.addAll(List.of("--set", value));
    }
    var ended = helm(line);
    if (ended.exitCode() != 0) {
      throw new IllegalStateException("helm cannot install the chart: " + ended.output());
    }
    return ended.output();
  }

  /** What helm says, and whether it agreed. */
  public Kubectl uninstall(String... options) {
    return call("uninstall", options);
  }

  /** Back to a revision, or to what the last one was before something did not come off. */
  public Kubectl rollback(int revision) {
    return call("rollback", String.valueOf(revision));
  }

  private Kubectl call(String verb, String... options) {
    var line = new ArrayList<>(List.of(verb, RELEASE));
    line.addAll(List.of(options));
    var ended = helm(line);
    return new Kubectl(ended.exitCode(), ended.output());
  }

  private KubeProgram.Ended helm(List<String> arguments) {
    var line = new ArrayList<>(arguments);
    line.addAll(List.of("--namespace", NAMESPACE, "--kubeconfig", kubeconfig.toString()));
    return HELM.run("", line);
  }
}
