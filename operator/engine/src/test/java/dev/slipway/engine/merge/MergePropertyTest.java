package dev.slipway.engine.merge;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.slipway.engine.EngineException;
import dev.slipway.engine.FailureCode;
import dev.slipway.engine.file.WrittenFile;
import dev.slipway.engine.merge.ThreeWayOracle.Row;
import dev.slipway.engine.preset.Naming;
import dev.slipway.engine.preset.Preset;
import dev.slipway.engine.progress.ProgressSink;
import dev.slipway.testkit.Scratch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Random rows, changed at random by several sources, against an oracle that holds all of them. */
class MergePropertyTest {
  private static final Preset PRESET =
      Preset.NONE.extendedBy(
          """
          name: sample
          merging: {lastChanged: at, entries: [doc]}
          tables:
            - {table: t, rule: Overwrite, merged: Upsert}
          """);

  private final Path scratch = Scratch.folder("merge");

  static List<Integer> seeds() {
    return IntStream.range(0, 60).boxed().toList();
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void joinsAsTheOracleDoesInWhateverOrder(int seed) {
    var random = new Random(seed);
    var base = rows(random, 40);
    var sources = new ArrayList<SortedMap<Integer, Row>>();
    for (int i = 0; i < 2 + seed % 3; i++) {
      sources.add(changed(base, random, seed % 2 == 0 ? 3 : 15));
    }
    var oracle = ThreeWayOracle.merge(base, sources);
    var baseFile = write(base);
    var named = new ArrayList<MergeSource>();
    for (var source : sources) {
      named.add(new MergeSource("s" + named.size(), write(source)));
    }

    var report = FileMerge.explain(request(named, baseFile), scratch, ProgressSink.NONE);
    var shuffled = new ArrayList<>(named);
    Collections.shuffle(shuffled, random);

    assertThat(keys(report)).isEqualTo(oracle.contested);
    assertThat(report.conflictCount()).isEqualTo(oracle.contested.size());
    if (!oracle.contested.isEmpty()) {
      var refused =
          catchThrowableOfType(
              EngineException.class,
              () -> FileMerge.merge(request(named, baseFile), scratch, ProgressSink.NONE));
      assertThat(refused.code()).isEqualTo(FailureCode.MERGE_CONFLICT);
      assertThat(refused.findings()).hasSize(oracle.contested.size());
      assertThat(FileMerge.explain(request(shuffled, baseFile), scratch, ProgressSink.NONE))
          .isEqualTo(report);
      return;
    }
    var merged = FileMerge.merge(request(named, baseFile), scratch, ProgressSink.NONE).file();
    var again = FileMerge.merge(request(shuffled, baseFile), scratch, ProgressSink.NONE).file();
    assertThat(read(merged.path())).isEqualTo(oracle.rows);
    assertThat(WrittenFile.removed(merged.path(), "t"))
        .isEqualTo(oracle.removed.stream().map(String::valueOf).toList());
    assertThat(again.digest()).isEqualTo(merged.digest());
  }

  @Test
  void aSingleSourceComesOutAsItIs() throws IOException {
    var random = new Random(7);
    var base = rows(random, 20);
    var source = write(changed(base, random, 5));

    var merged =
        FileMerge.merge(
            request(List.of(new MergeSource("only", source)), write(base)),
            Scratch.folder("single"),
            ProgressSink.NONE);

    assertThat(merged.file().path()).hasSameBinaryContentAs(source);
    assertThat(Files.size(source)).isPositive();
  }

  @Test
  void theOracleMeetsBothConflictsAndNone() {
    var contested = new TreeSet<Boolean>();
    for (int seed : seeds()) {
      var random = new Random(seed);
      var base = rows(random, 40);
      var sources = new ArrayList<SortedMap<Integer, Row>>();
      for (int i = 0; i < 2 + seed % 3; i++) {
        sources.add(changed(base, random, seed % 2 == 0 ? 3 : 15));
      }
      contested.add(ThreeWayOracle.merge(base, sources).contested.isEmpty());
    }

    assertThat(contested).containsExactly(false, true);
  }

  private static MergeRequest request(List<MergeSource> sources, Path base) {
    return new MergeRequest(sources, base, PRESET, Naming.PLAIN, List.of());
  }

  private static SortedSet<Integer> keys(MergeReport report) {
    var keys = new TreeSet<Integer>();
    report.conflicts().forEach(it -> keys.add(Integer.valueOf(it.key().getOrDefault("k", "-1"))));
    return keys;
  }

  private Path write(SortedMap<Integer, Row> rows) {
    var table = Tables.keyed("t", "k integer", "a text", "at text", "doc json", "b text");
    var lines = new ArrayList<String>();
    rows.forEach(
        (key, row) ->
            lines.add(
                String.join(
                    "\t", String.valueOf(key), row.a(), row.at(), json(row.doc()), row.b())));
    return WrittenFile.write(
        Scratch.folder("file"), "sample", List.of(WrittenFile.Content.of(table, lines)));
  }

  private static SortedMap<Integer, Row> read(Path file) {
    var rows = new TreeMap<Integer, Row>();
    for (var line : WrittenFile.rows(file, "t")) {
      var values = line.split("\t", -1);
      var doc = new HashMap<String, String>();
      Document.parse(values[3].getBytes(UTF_8)).orElseThrow().entries().forEach(doc::put);
      rows.put(Integer.valueOf(values[0]), new Row(values[1], values[4], values[2], doc));
    }
    return rows;
  }

  private static String json(Map<String, String> doc) {
    return new TreeMap<>(doc)
        .entrySet().stream()
            .map(it -> "\"" + it.getKey() + "\":" + it.getValue())
            .collect(joining(",", "{", "}"));
  }

  private static SortedMap<Integer, Row> rows(Random random, int count) {
    var rows = new TreeMap<Integer, Row>();
    for (int i = 0; i < count; i++) {
      rows.put(random.nextInt(200), row(random));
    }
    return rows;
  }

  private static Row row(Random random) {
    return new Row(word(random), word(random), word(random), doc(random));
  }

  private static Map<String, String> doc(Random random) {
    var doc = new HashMap<String, String>();
    for (var name : List.of("p", "q", "r")) {
      if (random.nextBoolean()) {
        doc.put(name, String.valueOf(random.nextInt(3)));
      }
    }
    return doc;
  }

  private static SortedMap<Integer, Row> changed(
      SortedMap<Integer, Row> base, Random random, int changes) {
    var rows = new TreeMap<>(base);
    for (int i = 0; i < changes; i++) {
      var keys = List.copyOf(rows.keySet());
      int key = keys.get(random.nextInt(keys.size()));
      var row = rows.get(key);
      if (row == null) {
        continue;
      }
      switch (random.nextInt(6)) {
        case 0 -> rows.remove(key);
        case 1 -> rows.put(random.nextInt(200), row(random));
        case 2 -> rows.put(key, new Row(word(random), row.b(), word(random), row.doc()));
        case 3 -> rows.put(key, new Row(row.a(), word(random), row.at(), row.doc()));
        case 4 -> rows.put(key, new Row(row.a(), row.b(), word(random), doc(random)));
        default -> rows.put(key, new Row(row.a(), row.b(), word(random), row.doc()));
      }
    }
    return rows;
  }

  private static String word(Random random) {
    return String.valueOf((char) ('a' + random.nextInt(4)));
  }
}
