package dev.slipway.testkit.kube;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** One run of kubectl: its exit code, and all that it printed on either stream. */
public record Kubectl(int exitCode, String output) {
  private static final KubeProgram PROGRAM = new KubeProgram("kubectl");

  static Kubectl run(Path kubeconfig, String input, String... arguments) {
    var line = new ArrayList<String>();
    line.addAll(List.of("--kubeconfig", kubeconfig.toString()));
    line.addAll(List.of("--cache-dir", kubeconfig.resolveSibling("kubectl-cache").toString()));
    line.addAll(List.of(arguments));
    var ended = PROGRAM.run(input, line);
    return new Kubectl(ended.exitCode(), ended.output());
  }
}
