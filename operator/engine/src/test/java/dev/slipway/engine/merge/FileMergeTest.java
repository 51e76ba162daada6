package dev.slipway.engine.merge;

import static dev.slipway.engine.merge.MergeBench.named;
import static dev.slipway.engine.merge.SmallTables.details;
import static dev.slipway.engine.merge.SmallTables.sets;
import static dev.slipway.engine.merge.SmallTables.settings;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.engine.EngineException;
import dev.slipway.engine.FailureCode;
import dev.slipway.engine.file.MigrationFileReader;
import dev.slipway.engine.file.WrittenFile;
import dev.slipway.engine.file.WrittenFile.Content;
import dev.slipway.engine.finding.Finding;
import dev.slipway.engine.preset.Naming;
import dev.slipway.engine.preset.Preset;
import dev.slipway.engine.preset.Reference;
import dev.slipway.engine.progress.ProgressSink;
import dev.slipway.engine.rules.Rule;
import dev.slipway.testkit.Scratch;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What sources may do to each other, case by case. */
class FileMergeTest {
  private static final Preset PRESET =
      Preset.NONE.extendedBy(
          """
          name: sample
          merging: {lastChanged: at, parents: {paths.child: pages.name, paths.parent: pages.name}}
          surroundings: {lineage: [sets]}
          groups:
            - {group: pages, tables: [pages, paths], why: they belong together}
            - {group: settings, tables: [settings, details], why: they belong together}
          tables:
            - {table: pages, rule: Overwrite, merged: Upsert}
            - {table: paths, rule: Overwrite, merged: Upsert}
            - {table: settings, rule: Overwrite, merged: OverwriteGroup}
            - {table: details, rule: Overwrite, merged: OverwriteGroup}
            - {table: sets, rule: Overwrite, merged: {UpsertBy: [name]}}
            - table: members
              rule: Overwrite
              merged: {UpsertBy: [set_id, name]}
              references: {set_id: sets.id}
          """);

  private final Path scratch = Scratch.folder("merge");

  @Test
  void aPathWhoseParentAnotherSourceRemovedIsRefusedByName() {
    var base = file(pages("a", "b"), paths("a\tb"));
    var one = file(pages("a"), paths());
    var other = file(pages("a", "b", "c"), paths("a\tb", "b\tc"));

    var refusals = refusals(base, one, other);

    assertThat(refusals).hasSize(1);
    assertThat(refusals.getFirst().kind()).isEqualTo("merge-reference");
    assertThat(refusals.getFirst().inWords()).contains("paths [b, c]", "parent", "pages");
  }

  @Test
  void whatHungInTheAirBeforeIsNobodysFault() {
    var base = file(pages("a"), paths("a\tlost"));
    var one = file(pages("a", "b"), paths("a\tlost"));
    var other = file(pages("a", "c"), paths("a\tlost"));

    assertThat(refusals(base, one, other)).isEmpty();
  }

  @Test
  void twoRowsWithOneUniqueValueAreBothNamed() {
    var base = file(pages("a"));
    var one = file(withTitle("a\tx\tA", "b\tx\tSame"));
    var other = file(withTitle("a\tx\tA", "c\tx\tSame"));

    var refusals = refusals(base, one, other);

    assertThat(refusals).hasSize(1);
    assertThat(refusals.getFirst().inWords()).contains("pages [b] and [c]", "title");
  }

  @Test
  void aRowThatBothMadeHasOneKeyAndWhatRefersToItFollows() {
    var base = file(sets("1\tbase"), members("1\t1\tm"));
    var one = file(sets("1\tbase", "2\tnew", "3\tone"), members("1\t1\tm", "2\t2\tm", "3\t3\tm"));
    var other =
        file(sets("1\tbase", "2\tother", "3\tnew"), members("1\t1\tm", "2\t3\tm", "3\t2\tm"));

    for (var order : List.of(List.of(one, other), List.of(other, one))) {
      var merged = merged(base, order, List.of());

      var sets = byId(WrittenFile.rows(merged, "sets"));
      assertThat(sets.values()).containsExactlyInAnyOrder("base", "new", "one", "other");
      assertThat(sets).hasSize(4).containsEntry("1", "base");
      assertThat(
              WrittenFile.rows(merged, "members").stream()
                  .map(it -> sets.get(it.split("\t", -1)[1])))
          .containsExactlyInAnyOrder("base", "new", "one", "other");
      assertThat(WrittenFile.rows(merged, "members").stream().map(it -> it.split("\t", -1)[0]))
          .doesNotHaveDuplicates();
    }
  }

  @Test
  void aTableThatGoesAsAWholeComesFromTheSourceThatChangedIt() {
    var base = file(settings("1\told"));
    var one = file(settings("1\told"));
    var other = file(settings("1\tnew", "2\tmore"));
    var third = file(settings("1\telse"));

    assertThat(WrittenFile.rows(merged(base, List.of(one, other), List.of()), "settings"))
        .containsExactly("1\tnew", "2\tmore");
    assertThat(refusals(base, other, third).getFirst().inWords()).contains("settings", "all rows");
    assertThat(
            WrittenFile.rows(
                merged(
                    base,
                    List.of(other, third),
                    List.of(new Resolution("settings", new TreeMap<>(), "s1"))),
                "settings"))
        .containsExactly("1\telse");
  }

  @Test
  void wholeTablesOfAGroupComeFromOneSource() {
    var base = file(settings("1\told"), details("1\told"));
    var one = file(settings("1\tone"), details("1\told"));
    var other = file(settings("1\told"), details("1\tother"));

    var refusals = refusals(base, one, other);

    assertThat(refusals).hasSize(1);
    assertThat(refusals.getFirst().inWords()).contains("details", "settings");
    var resolved =
        merged(
            base, List.of(one, other), List.of(new Resolution("details", new TreeMap<>(), "s0")));
    assertThat(WrittenFile.rows(resolved, "settings")).containsExactly("1\tone");
    assertThat(WrittenFile.rows(resolved, "details")).containsExactly("1\told");
  }

  @Test
  void columnsOfBothComeAndOneOfTwoTypesIsContested() {
    var base = file(Content.of(Tables.keyed("pages", "name text"), List.of("a")));
    var one = file(Content.of(Tables.keyed("pages", "name text", "n integer 7"), List.of("a\t8")));
    var other =
        file(Content.of(Tables.keyed("pages", "name text", "w text"), List.of("a\tv", "b\tv")));
    var third = file(Content.of(Tables.keyed("pages", "name text", "n text"), List.of("a\tx")));

    var merged = merged(base, List.of(one, other), List.of());

    try (var reader = MigrationFileReader.open(merged)) {
      var columns = reader.manifest().table("pages").orElseThrow().columns();
      assertThat(columns).containsExactlyInAnyOrder("name", "n", "w");
      assertThat(WrittenFile.rows(merged, "pages").stream().map(it -> named(columns, it)))
          .containsExactly(
              Map.of("name", "a", "n", "8", "w", "v"), Map.of("name", "b", "n", "7", "w", "v"));
    }
    assertThat(refusals(base, one, third).getFirst().inWords()).contains("pages", "column n");
  }

  @Test
  void aSourceOfAnotherInstallationIsRefusedWithWhatWasCompared() {
    var base = file(sets("1\ta", "2\tb", "3\tc"));
    var stranger = file(sets("7\ta", "8\tb", "9\tc"));

    assertThatThrownBy(() -> merged(base, List.of(base, stranger), List.of()))
        .isInstanceOfSatisfying(
            EngineException.class,
            it -> {
              assertThat(it.code()).isEqualTo(FailureCode.LINEAGE_DIFFERS);
              assertThat(it).hasMessageContaining("sets").hasMessageContaining("3 of 3");
            });
    assertThatThrownBy(() -> merged(null, List.of(base, stranger), List.of()))
        .isInstanceOfSatisfying(
            EngineException.class,
            it -> assertThat(it.code()).isEqualTo(FailureCode.LINEAGE_DIFFERS));
  }

  @Test
  void rowsThatWereChosenByOtherRulesAreNotTakenForRemoved() {
    var base =
        file(
            new Content(
                Tables.keyed("pages", "name text", "at text"), Rule.SCHEMA_ONLY, null, List.of()));
    var one = file(pages("a"));
    var other = file(pages("b"));

    var merged = merged(base, List.of(one, other), List.of());

    assertThat(WrittenFile.rows(merged, "pages")).containsExactly("a\tx", "b\tx");
    assertThat(WrittenFile.removed(merged, "pages")).isEmpty();
  }

  @Test
  void aDecisionThatDecidesNothingIsSaid() {
    var base = file(pages("a"));
    var sources = List.of(file(pages("a", "b")), file(pages("a", "c")));
    var key = new TreeMap<>(Map.of("name", "z"));

    var report =
        FileMerge.explain(
            request(base, sources, List.of(new Resolution("pages", key, "s0"))),
            scratch,
            ProgressSink.NONE);

    assertThat(report.refusals()).isEmpty();
    assertThat(report.findings().stream().map(Finding::kind)).containsExactly("resolved-in-vain");
  }

  private List<Finding> refusals(Path base, Path... sources) {
    return FileMerge.explain(request(base, List.of(sources), List.of()), scratch, ProgressSink.NONE)
        .refusals();
  }

  private Path merged(@Nullable Path base, List<Path> sources, List<Resolution> resolve) {
    return FileMerge.merge(request(base, sources, resolve), scratch, ProgressSink.NONE)
        .file()
        .path();
  }

  private static MergeRequest request(
      @Nullable Path base, List<Path> sources, List<Resolution> resolve) {
    var named = new ArrayList<MergeSource>();
    sources.forEach(it -> named.add(new MergeSource("s" + named.size(), it)));
    return new MergeRequest(named, base, PRESET, Naming.PLAIN, resolve);
  }

  private static Path file(Content... contents) {
    return WrittenFile.write(Scratch.folder("file"), "sample", List.of(contents));
  }

  private static Content pages(String... names) {
    return Content.of(
        Tables.keyed("pages", "name text", "at text"),
        List.of(names).stream().map(it -> it + "\tx").toList());
  }

  private static Content withTitle(String... rows) {
    return Content.of(
        Tables.unique(Tables.keyed("pages", "name text", "at text", "title text"), "title"),
        List.of(rows));
  }

  private static Content paths(String... rows) {
    return Content.of(
        Tables.of("paths", List.of("parent", "child"), "parent text", "child text"), List.of(rows));
  }

  private static Content members(String... rows) {
    return Content.of(
            Tables.keyed("members", "id integer", "set_id integer", "name text"), List.of(rows))
        .referring(new Reference("members", "set_id", "sets", "id"));
  }

  private static Map<String, String> byId(List<String> rows) {
    var byId = new TreeMap<String, String>();
    rows.forEach(it -> byId.put(it.split("\t", -1)[0], it.split("\t", -1)[1]));
    return byId;
  }
}
