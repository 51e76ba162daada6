package dev.slipway.testkit.kube;

import dev.slipway.testkit.Repository;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.regex.Pattern;

/**
 * What helm makes of the repository's chart where no cluster is asked, object by object.
 *
 * @param objects the YAML of each, by kind and name
 */
public record RenderedChart(SequencedMap<String, String> objects) {
  private static final KubeProgram HELM = new KubeProgram("helm");
  private static final String KUBERNETES = "1.35";
  private static final Pattern KIND = Pattern.compile("(?m)^kind: \"?(\\w+)");
  private static final Pattern NAME = Pattern.compile("(?m)^  name: \"?([^\"\n]+)");

  public RenderedChart {
    objects = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(objects));
  }

  /**
   * @param options as helm template wants them
   */
  public static RenderedChart with(String... options) {
    var ended = tryWith(options);
    if (ended.exitCode() != 0) {
      throw new IllegalStateException("helm cannot render the chart: " + ended.output());
    }
    var objects = new LinkedHashMap<String, String>();
    Arrays.stream(ended.output().split("(?m)^---\n", -1))
        .filter(text -> KIND.matcher(text).find())
        .forEach(text -> objects.put(first(KIND, text) + " " + first(NAME, text), text));
    return new RenderedChart(objects);
  }

  /** What helm says, and whether it agreed. */
  public static Kubectl tryWith(String... options) {
    var line = new ArrayList<>(List.of("template", Chart.RELEASE, chart()));
    line.addAll(List.of("--namespace", Chart.NAMESPACE, "--kube-version", KUBERNETES));
    line.addAll(List.of(options));
    return run(line);
  }

  /** What helm finds in the chart itself. */
  public static Kubectl lint(String... options) {
    var line = new ArrayList<>(List.of("lint", "--strict", "--kube-version", KUBERNETES, chart()));
    line.addAll(List.of(options));
    return run(line);
  }

  private static Kubectl run(List<String> line) {
    var ended = HELM.run("", line);
    return new Kubectl(ended.exitCode(), ended.output());
  }

  private static String chart() {
    return Repository.path("helm/slipway").toString();
  }

  private static String first(Pattern pattern, String text) {
    var found = pattern.matcher(text);
    if (!found.find()) {
      throw new IllegalArgumentException("no " + pattern + " in " + text);
    }
    return found.group(1);
  }
}
