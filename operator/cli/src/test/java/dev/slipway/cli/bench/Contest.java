package dev.slipway.cli.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Command lines that do the same work, each once in every round and in another order in every other
 * one. The first is what the others are measured by.
 */
final class Contest {
  private final String title;
  private final Map<String, String> environment;
  private final Path log;
  private final Map<String, List<String>> entrants = new LinkedHashMap<>();
  private final Map<String, List<MeasuredProcess.Run>> runs = new LinkedHashMap<>();

  Contest(String title, Map<String, String> environment, Path log) {
    this.title = title;
    this.environment = environment;
    this.log = log;
  }

  Contest with(String name, String... words) {
    entrants.put(name, List.of(words));
    runs.put(name, new ArrayList<>());
    return this;
  }

  /** One round to warm caches, which does not count, and then so many that do. */
  void run(int rounds, Set<Integer> fine, PrintStream out)
      throws IOException, InterruptedException {
    for (int round = 0; round <= rounds; round++) {
      var names = new ArrayList<>(entrants.keySet());
      for (var name : round % 2 == 0 ? names : names.reversed()) {
        var run =
            MeasuredProcess.run(entrants.getOrDefault(name, List.of()), environment, log, fine);
        if (round > 0) {
          runs.getOrDefault(name, List.of()).add(run);
        }
      }
    }
    print(out);
  }

  private void print(PrintStream out) {
    out.println();
    out.println("### " + title);
    out.println();
    out.println("| case | median s | min-max | ratio | CPU s | ratio | peak MB |");
    out.println("|---|---|---|---|---|---|---|");
    var base = runs.values().iterator().next();
    runs.forEach((name, all) -> out.println(row(name, all, base)));
    out.println();
    out.println("```sh");
    entrants.values().forEach(words -> out.println(asTyped(words)));
    out.println("```");
  }

  private static String row(
      String name, List<MeasuredProcess.Run> all, List<MeasuredProcess.Run> base) {
    var seconds = seconds(all);
    double median = Median.of(seconds);
    double processor = Median.of(processor(all));
    return String.format(
        Locale.ROOT,
        "| %s | %.2f | %.2f-%.2f | %.2f | %.2f | %.2f | %d |",
        name,
        median,
        seconds.stream().mapToDouble(it -> it).min().orElse(0),
        seconds.stream().mapToDouble(it -> it).max().orElse(0),
        median / Median.of(seconds(base)),
        processor,
        processor / Median.of(processor(base)),
        all.stream().mapToLong(MeasuredProcess.Run::megabytes).max().orElse(0));
  }

  private static List<Double> seconds(List<MeasuredProcess.Run> all) {
    return all.stream().map(MeasuredProcess.Run::seconds).toList();
  }

  private static List<Double> processor(List<MeasuredProcess.Run> all) {
    return all.stream().map(MeasuredProcess.Run::processor).toList();
  }

  private static String asTyped(List<String> words) {
    var typed = new ArrayList<String>();
    for (var word : words) {
      typed.add(word.matches("[\\w./:@=-]+") ? word : "'" + word.replace("'", "'\\''") + "'");
    }
    return String.join(" ", typed);
  }
}
