package dev.slipway.engine.merge;

import static dev.slipway.engine.file.WrittenFile.removed;
import static dev.slipway.engine.file.WrittenFile.rows;
import static dev.slipway.engine.merge.MergeBench.file;
import static dev.slipway.engine.merge.SmallTables.sets;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.engine.file.MigrationFileReader;
import dev.slipway.engine.file.WrittenFile.Content;
import dev.slipway.engine.preset.Reference;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Rows that go and that a number of the base tells apart: it means there what it meant. */
class RemovedByReferenceTest {
  private final MergeBench bench =
      new MergeBench(
          """
          name: sample
          tables:
            - {table: sets, rule: Overwrite, merged: {UpsertBy: [name]}}
            - table: members
              rule: Overwrite
              merged: {UpsertBy: [set_id, name]}
              references: {set_id: sets.id}
          """);

  @Test
  void aRowThatGoesIsNamedWithTheNumbersOfTheBase() {
    var base = file(sets("1\ta", "2\tb"), members("1\t1\tm", "2\t1\tn", "3\t2\tm"));
    var one = file(sets("1\ta", "2\tb"), members("1\t1\tm", "3\t2\tm"));
    var other = file(sets("1\ta"), members("1\t1\tm", "2\t1\tn"));

    var merged = bench.merged(base, one, other);

    assertThat(removed(merged, "sets")).containsExactly("2\tb");
    assertThat(removed(merged, "members")).containsExactly("2\t1\tn", "3\t2\tm");
    assertThat(merged).hasSameBinaryContentAs(bench.merged(base, other, one));
    try (var reader = MigrationFileReader.open(merged)) {
      var entry = reader.manifest().table("sets").orElseThrow();
      assertThat(entry.keyColumns()).containsExactly("name");
      assertThat(entry.removedColumns()).containsExactly("id", "name");
    }
  }

  @Test
  void aRowThatWasRenamedGetsANumberOfItsOwn() {
    var base = file(sets("1\ta"), members("1\t1\tm", "2\t1\tn"));
    var one = file(sets("1\tb"), members("1\t1\tm", "2\t1\tn"));

    var merged = bench.merged(base, one, base);

    assertThat(rows(merged, "sets")).containsExactly("2\tb");
    assertThat(rows(merged, "members")).containsExactly("1\t2\tm", "2\t2\tn");
    assertThat(removed(merged, "sets")).containsExactly("1\ta");
    assertThat(removed(merged, "members")).containsExactly("1\t1\tm", "2\t1\tn");
  }

  @Test
  void whatAnotherSourceHungOnARowThatWasRenamedIsRefused() {
    var base = file(sets("1\ta"), members());
    var one = file(sets("1\tb"), members());
    var other = file(sets("1\ta"), members("1\t1\tm"));

    assertThat(bench.refusals(base, one, other))
        .singleElement()
        .asString()
        .startsWith("merge-reference: members [1, m]");
  }

  @Test
  void aNewRowGetsNoNumberThatRowsOfTheBaseNameWithoutHavingIt() {
    var base = file(sets("1\ta"), members("1\t2\tm", "2\t3\tm"));
    var one = file(sets("1\ta", "2\tb"), members());

    var merged = bench.merged(base, one, base);

    assertThat(rows(merged, "sets")).containsExactly("1\ta", "4\tb");
    assertThat(removed(merged, "members")).containsExactly("1\t2\tm", "2\t3\tm");
  }

  private static Content members(String... rows) {
    return Content.of(
            Tables.keyed("members", "id integer", "set_id integer", "name text"), List.of(rows))
        .referring(new Reference("members", "set_id", "sets", "id"));
  }
}
