package dev.slipway.e2e;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** How much memory workers took at most, as each says when it ends. */
final class WorkerMemory {
  private static final Pattern PEAK = Pattern.compile("peakMegabytes=\"?([0-9]+)");

  private WorkerMemory() {}

  /** Of every worker whose pod is still there to be asked, in megabytes. */
  static List<Long> peaks(SampleApp... environments) {
    return Stream.of(environments).flatMap(WorkerMemory::peaks).toList();
  }

  private static Stream<Long> peaks(SampleApp environment) {
    var pods = environment.client().pods().inNamespace(environment.namespace());
    return pods.withLabel("slipway.dev/step").list().getItems().stream()
        .flatMap(pod -> PEAK.matcher(pods.resource(pod).getLog()).results())
        .map(found -> Long.valueOf(found.group(1)));
  }
}
