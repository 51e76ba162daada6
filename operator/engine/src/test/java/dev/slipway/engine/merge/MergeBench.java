package dev.slipway.engine.merge;

import dev.slipway.engine.catalog.EnumType;
import dev.slipway.engine.file.WrittenFile;
import dev.slipway.engine.file.WrittenFile.Content;
import dev.slipway.engine.finding.Finding;
import dev.slipway.engine.preset.Naming;
import dev.slipway.engine.preset.Preset;
import dev.slipway.engine.progress.ProgressSink;
import dev.slipway.testkit.Scratch;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Joins files of a few rows; the sources are called s0, s1 and so on. */
final class MergeBench {
  private final Preset preset;
  private final Path scratch = Scratch.folder("merge");
  private List<Resolution> resolve = List.of();

  /**
   * @param preset as YAML, of the name {@code sample}
   */
  MergeBench(String preset) {
    this.preset = Preset.NONE.extendedBy(preset);
  }

  /** From now on these decide. */
  MergeBench deciding(Resolution... resolutions) {
    resolve = List.of(resolutions);
    return this;
  }

  /**
   * @param key columns and values in turn; none: the whole table
   */
  static Resolution take(String source, String table, String... key) {
    var columns = new TreeMap<String, String>();
    for (int i = 0; i < key.length; i += 2) {
      columns.put(key[i], key[i + 1]);
    }
    return new Resolution(table, columns, source);
  }

  static Path file(Content... contents) {
    return file(List.of(), contents);
  }

  static Path file(List<EnumType> enums, Content... contents) {
    return WrittenFile.write(Scratch.folder("file"), "sample", List.of(contents), enums);
  }

  MergeReport explain(Path base, Path... sources) {
    return FileMerge.explain(request(base, sources), scratch, ProgressSink.NONE);
  }

  /** Kind and words of all that stands in the way. */
  List<String> refusals(Path base, Path... sources) {
    return explain(base, sources).refusals().stream()
        .map(it -> it.kind() + ": " + it.inWords())
        .toList();
  }

  List<String> kinds(Path base, Path... sources) {
    return explain(base, sources).findings().stream().map(Finding::kind).toList();
  }

  Path merged(Path base, Path... sources) {
    return FileMerge.merge(request(base, sources), scratch, ProgressSink.NONE).file().path();
  }

  private MergeRequest request(Path base, Path... sources) {
    var named = new ArrayList<MergeSource>();
    Arrays.stream(sources).forEach(it -> named.add(new MergeSource("s" + named.size(), it)));
    return new MergeRequest(named, base, preset, Naming.PLAIN, resolve);
  }

  /** A row by the names of its columns. */
  static Map<String, String> named(List<String> columns, String row) {
    var named = new TreeMap<String, String>();
    var values = row.split("\t", -1);
    for (int i = 0; i < values.length; i++) {
      named.put(columns.get(i), values[i]);
    }
    return named;
  }
}
