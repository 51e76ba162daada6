package dev.slipway.engine.merge;

import static dev.slipway.engine.merge.MergeBench.file;
import static dev.slipway.engine.merge.MergeBench.take;
import static dev.slipway.engine.merge.SmallTables.details;
import static dev.slipway.engine.merge.SmallTables.sets;
import static dev.slipway.engine.merge.SmallTables.settings;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.slipway.engine.EngineException;
import dev.slipway.engine.FailureCode;
import dev.slipway.engine.catalog.EnumType;
import dev.slipway.engine.file.MigrationFileReader;
import dev.slipway.engine.file.WrittenFile;
import dev.slipway.engine.file.WrittenFile.Content;
import dev.slipway.engine.preset.Reference;
import dev.slipway.engine.rules.Rule;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What somebody might try in order to have something contested decided without a word. */
class ContestedTest {
  private final MergeBench bench =
      new MergeBench(
          """
          name: sample
          merging: {lastChanged: at, changedBy: who, parents: {paths.child: pages.name}}
          groups:
            - {group: settings, tables: [settings, details], why: they belong together}
          tables:
            - {table: pages, rule: Overwrite, merged: Upsert}
            - {table: sites, rule: Overwrite, merged: Upsert}
            - {table: paths, rule: Overwrite, merged: Upsert}
            - {table: notes, rule: Overwrite, merged: Upsert}
            - {table: settings, rule: Overwrite, merged: OverwriteGroup}
            - {table: details, rule: Overwrite, merged: OverwriteGroup}
            - {table: sets, rule: Overwrite, merged: {UpsertBy: [name]}}
            - table: members
              rule: Overwrite
              merged: {UpsertBy: [set_id, name]}
              references: {set_id: sets.id}
          """);

  @Test
  void aDecisionForTheTableDecidesEachOfItsRows() {
    var base = file(pages("a\tx", "b\tx"));
    var one = file(pages("b\tone"));
    var other = file(pages("a\tother", "b\tother"));

    assertThat(bench.refusals(base, one, other)).hasSize(2);
    var byOne = bench.deciding(take("s0", "pages")).merged(base, one, other);
    var byOther = bench.deciding(take("s1", "pages")).merged(base, one, other);

    assertThat(rows(byOne, "pages")).containsExactly("b\tone");
    assertThat(WrittenFile.removed(byOne, "pages")).containsExactly("a");
    assertThat(rows(byOther, "pages")).containsExactly("a\tother", "b\tother");
    assertThat(WrittenFile.removed(byOther, "pages")).isEmpty();
  }

  @Test
  void aDecisionForNobodyIsRefusedByName() {
    var base = file(pages("a\tx"));

    assertThatThrownBy(
            () -> bench.deciding(take("stranger", "pages")).explain(base, base, file(pages())))
        .isInstanceOfSatisfying(
            EngineException.class,
            it -> {
              assertThat(it.code()).isEqualTo(FailureCode.ORDER_INVALID);
              assertThat(it).hasMessageContaining("stranger").hasMessageContaining("s0, s1");
            });
  }

  @Test
  void aDecisionByAColumnThatIsNoneDecidesNothing() {
    var base = file(pages("a\tx"));
    var one = file(pages("a\tone"));
    var other = file(pages("a\tother"));

    bench.deciding(take("s0", "pages", "nmae", "a"), take("s0", "pages", "name", "a", "at", "x"));

    assertThat(bench.refusals(base, one, other)).hasSize(1);
    assertThat(bench.kinds(base, one, other)).containsOnly("resolved-in-vain").hasSize(2);
  }

  @Test
  void decisionsThatContradictEachOtherAreRefused() {
    var base = file(pages("a\tx"));
    var one = file(pages("a\tone"));
    var other = file(pages("a\tother"));
    var contradicting = bench.deciding(take("s0", "pages"), take("s1", "pages"));

    assertThatThrownBy(() -> contradicting.explain(base, one, other))
        .isInstanceOfSatisfying(
            EngineException.class,
            it -> {
              assertThat(it.code()).isEqualTo(FailureCode.ORDER_INVALID);
              assertThat(it).hasMessageContaining("pages: s0").hasMessageContaining("pages: s1");
            });
    assertThat(
            rows(
                bench.deciding(take("s0", "pages"), take("s0", "pages")).merged(base, one, other),
                "pages"))
        .containsExactly("a\tone");
  }

  @Test
  void decisionsForHalvesOfAKeyThatContradictEachOtherDecideNothing() {
    var base = file(sets("1\ta"), members("1\t1\tm\tx"));
    var one = file(sets("1\ta"), members("1\t1\tm\tone"));
    var other = file(sets("1\ta"), members("1\t1\tm\tother"));

    bench.deciding(take("s0", "members", "set_id", "1"), take("s1", "members", "name", "m"));
    assertThat(bench.refusals(base, one, other))
        .hasSize(2)
        .anyMatch(it -> it.startsWith("merge-conflict: members"))
        .anyMatch(it -> it.startsWith("resolve-contradicts: members"));

    bench.deciding(
        take("s0", "members", "set_id", "1"),
        take("s1", "members", "name", "m"),
        take("s1", "members", "name", "m", "set_id", "1"));
    assertThat(rows(bench.merged(base, one, other), "members")).containsExactly("1\t1\tm\tother");
  }

  @Test
  void aForeignKeyOfAThirdTableFollowsARowThatBothMade() {
    var base = file(sets("1\ta"), notes());
    var one = file(sets("1\ta", "2\tnew"), notes("one\t2"));
    var other = file(sets("1\ta", "2\telse", "3\tnew"), notes("other\t3", "their\t2"));

    var merged = bench.merged(base, one, other);

    var sets = rows(merged, "sets").stream().map(it -> it.split("\t", -1)).toList();
    assertThat(rows(merged, "notes").stream().map(it -> it.split("\t", -1)))
        .extracting(
            it -> it[0],
            it -> sets.stream().filter(set -> set[0].equals(it[1])).findFirst().orElseThrow()[1])
        .containsExactlyInAnyOrder(
            tuple("one", "new"), tuple("other", "new"), tuple("their", "else"));
  }

  @Test
  void aColumnThatOneTookAwayAndAnotherWroteIntoIsContested() {
    var base = file(sites("name text", "n text", "a\tx", "b\tx"));
    var without = file(sites("name text", "a", "b"));
    var writing = file(sites("name text", "n text", "a\tx", "b\twritten"));
    var adding = file(sites("name text", "n text", "a\tx", "b\tx", "c\twritten"));

    assertThat(bench.refusals(base, without, writing))
        .singleElement()
        .asString()
        .startsWith("merge-conflict: sites: ")
        .contains("s0 has removed", "s1 has changed", ": column n;");
    assertThat(bench.refusals(base, without, adding)).hasSize(1);
    var decided = bench.deciding(take("s0", "sites")).merged(base, without, adding);
    assertThat(rows(decided, "sites")).containsExactly("a", "b", "c");
    assertThat(bench.deciding(take("s1", "sites")).refusals(base, without, writing))
        .singleElement()
        .asString()
        .startsWith("merge-structure: sites.n: is taken from s1");
  }

  @Test
  void aColumnThatNobodyWroteIntoGoesAsOneTookItAway() {
    var base = file(sites("name text", "n text", "a\tx"));
    var without = file(sites("name text", "a"));
    var adding = file(sites("name text", "n text", "a\tx", "c\t\\N"));

    assertThat(rows(bench.merged(base, without, adding), "sites")).containsExactly("a", "c");
  }

  @Test
  void valuesOfATypeThatAnotherChangedAreRefused() {
    var base = file(sites("name text", "n timestamp", "a\t2026-01-01 00:00:00"));
    var typed = file(sites("name text", "n bigint", "a\t1767225600"));
    var writing =
        file(sites("name text", "n timestamp", "a\t2026-01-01 00:00:00", "b\t2026-02-02"));
    var small = file(sites("name text", "n integer", "a\t1"));
    var wide = file(sites("name text", "n bigint", "a\t1"));
    var writingSmall = file(sites("name text", "n integer", "a\t1", "b\t2"));

    assertThat(bench.refusals(base, typed, writing))
        .singleElement()
        .asString()
        .startsWith("merge-structure: sites.n: has another type");
    assertThat(rows(bench.merged(small, wide, writingSmall), "sites"))
        .containsExactly("a\t1", "b\t2");
  }

  @Test
  void aTableThatOneTookAwayAndAnotherWorkedInIsContested() {
    var base = file(pages("a\tx"), notes());
    var without = file(notes());
    var working = file(pages("a\tworked"), notes());

    assertThat(bench.refusals(base, without, working))
        .singleElement()
        .asString()
        .startsWith("merge-conflict: pages: ")
        .contains("s0 has removed", "s1 has changed", ": the table;");
    var gone = bench.deciding(take("s0", "pages")).merged(base, without, working);
    var kept = bench.deciding(take("s1", "pages")).merged(base, without, working);
    assertThat(tables(gone)).containsExactly("notes");
    assertThat(rows(kept, "pages")).containsExactly("a\tworked");
    assertThat(tables(bench.deciding().merged(base, without, base))).containsExactly("notes");
  }

  @Test
  void aTableOfAnotherNameDoesNotTakeTheOthersWorkAway() {
    var base = file(pages("a\tx"), notes());
    var renamed = file(sites("name text", "at text", "a\tx"), notes());
    var working = file(pages("a\tx", "b\tnew"), notes());

    assertThat(bench.refusals(base, renamed, working))
        .singleElement()
        .asString()
        .startsWith("merge-conflict: pages");
    assertThat(tables(bench.merged(base, renamed, base))).containsExactly("notes", "sites");
  }

  @Test
  void labelsThatBothAddedToAnEnumAreContestedAndSoAreTheRowsThatHoldThem() {
    var base = moods(List.of("good"), "a\tgood");
    var one = moods(List.of("good", "bad"), "a\tgood", "b\tbad");
    var other = moods(List.of("good", "sad"), "a\tgood", "c\tsad");
    var quiet = moods(List.of("good", "sad"), "a\tgood");

    assertThat(bench.refusals(base, one, other))
        .anyMatch(it -> it.startsWith("merge-conflict: enum mood"));
    assertThat(bench.deciding(take("s0", "enum mood")).refusals(base, one, other))
        .singleElement()
        .asString()
        .startsWith("merge-structure: sites.n")
        .doesNotContain("sad");
    assertThat(rows(bench.merged(base, one, quiet), "sites")).containsExactly("a\tgood", "b\tbad");
  }

  @Test
  void rowsWithoutAValueInTheirNaturalKeyAreOneOrRefused() {
    var base = file(sets("1\ta"));
    var one = file(sets("1\ta", "2\t\\N"));
    var other = file(sets("1\ta", "5\t\\N"));
    var both = file(sets("1\ta", "2\t\\N", "3\t\\N"));

    assertThat(rows(bench.merged(base, one, other), "sets")).hasSize(2);
    assertThat(bench.kinds(base, one, both)).containsExactly("match-not-unique");
  }

  @Test
  void rowsThatBothMadeDifferentlyAreContestedThoughTheirNaturalKeyHasNoValue() {
    var base = file(sets("1\ta"), members());
    var one = file(sets("1\ta"), members("1\t1\t\\N\tone"));
    var other = file(sets("1\ta"), members("2\t1\t\\N\tother"));

    assertThat(bench.refusals(base, one, other))
        .singleElement()
        .asString()
        .contains("members {name=NULL, set_id=1}", "title");
  }

  @Test
  void aRowThatDoesNotFitBesideThoseOfTheOthersIsRefusedByItsTable() {
    var base = file(pages("a\tx"));
    var large = file(pages("a\tx", "b\t" + "y".repeat(3 << 19)));

    assertThat(bench.refusals(base, large)).isEmpty();
    assertThatThrownBy(() -> bench.explain(base, base, base, large))
        .isInstanceOfSatisfying(
            EngineException.class,
            it -> {
              assertThat(it.code()).isEqualTo(FailureCode.ROW_TOO_LARGE);
              assertThat(it).hasMessageContaining("s2, rows of pages");
            });
  }

  @Test
  void aConflictTellsWhoHasChangedARowWhen() {
    var base = file(signed("a\tx\t2026-01-01\t1"));
    var one = file(signed("a\tone\t2026-01-02\t7"));
    var other = file(signed("a\tother\t2026-01-03\t\\N"));

    assertThat(bench.refusals(base, one, other))
        .singleElement()
        .asString()
        .contains("s0 has changed it at 2026-01-02 by 7, s1 has changed it at 2026-01-03: body");
  }

  @Test
  void whoHasChangedARowIsNoConflictOfItsOwn() {
    var base = file(signed("a\tx\t2026-01-01\t1"));
    var one = file(signed("a\tone\t2026-01-02\t7"));
    var other = file(signed("a\tone\t2026-01-03\t8"));

    assertThat(rows(bench.merged(base, one, other), "pages"))
        .containsExactly("a\tone\t2026-01-03\t8");
  }

  @Test
  void otherRulesOfASourceAreRefusedByTheirTable() {
    var base = file(settings("1\told"), pages("a\tx"));
    var structureOnly =
        file(new Content(settings().table(), Rule.SCHEMA_ONLY, null, List.of()), pages("a\tx"));

    assertThat(bench.refusals(base, base, structureOnly))
        .singleElement()
        .asString()
        .startsWith("rules-differ: settings");
  }

  @Test
  void aGroupIsNotTakenFromASourceThatLacksATableOfIt() {
    var base = file(settings("1\told"));
    var one = file(settings("1\told"), details("1\tmore"));
    var other = file(settings("1\tother"));

    assertThat(bench.refusals(base, one, other))
        .singleElement()
        .asString()
        .startsWith("merge-conflict: details")
        .contains("s0 has", "s1 has", "settings");
    assertThat(rows(bench.deciding(take("s0", "details")).merged(base, one, other), "settings"))
        .containsExactly("1\told");
    assertThat(bench.deciding(take("s1", "details")).refusals(base, one, other))
        .singleElement()
        .asString()
        .startsWith("merge-structure: details: goes with others");
  }

  @Test
  void aNewKeyThatASourceDoesNotKnowIsRefused() {
    var base = file(Content.of(Tables.keyed("sets", "id integer"), List.of("1", "2")));
    var named = file(sets("1\ta", "2\tb"));

    assertThat(bench.refusals(base, base, named))
        .singleElement()
        .asString()
        .startsWith("merge-structure: sets: has rows that are told apart by [name], which s0");
  }

  /** So many that nobody holds them, and behind them all the one that matters. */
  @Test
  void thousandsThatHungInTheAirBeforeDoNotHideTheOneThatTheMergeCutsOff() {
    var lost = IntStream.range(0, 3000).mapToObj("a%04d"::formatted).toList();
    var base = file(pages("z\tx"), paths(lost));
    var one = file(pages(), paths(lost));
    var other = file(pages("z\tx"), paths(Stream.concat(lost.stream(), Stream.of("z")).toList()));

    assertThat(bench.refusals(base, one, other))
        .singleElement()
        .asString()
        .startsWith("merge-reference: paths [z]");
  }

  private static List<String> rows(Path file, String table) {
    return WrittenFile.rows(file, table);
  }

  private static List<String> tables(Path file) {
    try (var reader = MigrationFileReader.open(file)) {
      return reader.structure().tables().stream().map(it -> it.name()).toList();
    }
  }

  private static Content pages(String... rows) {
    return Content.of(Tables.keyed("pages", "name text", "title text"), List.of(rows));
  }

  private static Content paths(List<String> rows) {
    return Content.of(Tables.keyed("paths", "child text"), rows);
  }

  /**
   * @param words columns, which have a blank within, and rows
   */
  private static Content sites(String... words) {
    var columns = Stream.of(words).filter(it -> it.matches("\\w+ \\w+")).toArray(String[]::new);
    var rows = Stream.of(words).skip(columns.length).toList();
    return Content.of(Tables.keyed("sites", columns), rows);
  }

  private static Path moods(List<String> labels, String... rows) {
    var table = Tables.ofEnum(Tables.keyed("sites", "name text", "n mood"), "n");
    return file(List.of(new EnumType("mood", labels, null)), Content.of(table, List.of(rows)));
  }

  private static Content signed(String... rows) {
    return Content.of(
        Tables.keyed("pages", "name text", "body text", "at text", "who text"), List.of(rows));
  }

  private static Content members(String... rows) {
    return Content.of(
            Tables.keyed("members", "id integer", "set_id integer", "name text", "title text"),
            List.of(rows))
        .referring(new Reference("members", "set_id", "sets", "id"));
  }

  private static Content notes(String... rows) {
    return Content.of(
        Tables.referring(
            Tables.keyed("notes", "name text", "set_id integer"), "set_id", "sets", "id"),
        List.of(rows));
  }
}
