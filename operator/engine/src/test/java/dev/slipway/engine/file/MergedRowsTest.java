package dev.slipway.engine.file;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.engine.catalog.Catalog;
import dev.slipway.engine.catalog.Column;
import dev.slipway.engine.catalog.Key;
import dev.slipway.engine.catalog.Rights;
import dev.slipway.engine.catalog.Table;
import dev.slipway.engine.catalog.TableKind;
import dev.slipway.engine.rules.Rule;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a joined file may say of rows that go: what its structure says. */
class MergedRowsTest {
  private static final Table PAGES =
      new Table(
          "pages",
          TableKind.ORDINARY,
          List.of(column("id"), column("name"), column("title")),
          new Key("pages_pkey", List.of("id"), "PRIMARY KEY (id)", null),
          List.of(),
          List.of(),
          List.of(),
          List.of(),
          List.of(),
          null);

  @Test
  void rowsThatGoCarryWhatOthersNameThemBy() {
    assertThat(drawn(List.of("id", "name"), List.of("name"))).containsExactly("id");
    assertThat(drawn(List.of("id", "name"), List.of("id"))).isEmpty();
    assertThat(drawn(List.of("name"), List.of("name"))).isEmpty();
    assertThat(entry(List.of("name"), List.of("id")).removedColumns())
        .containsExactly("id", "name");
  }

  @Test
  void aManifestThatSaysSomethingElseOfThemDescribesNoFile() {
    assertThat(isDescribed(List.of("name"), List.of("id"))).isTrue();
    assertThat(isDescribed(List.of("id"), List.of())).isTrue();
    assertThat(isDescribed(List.of("name"), List.of())).isFalse();
    assertThat(isDescribed(List.of("name"), List.of("title"))).isFalse();
    assertThat(isDescribed(List.of("name"), List.of("id", "title"))).isFalse();
    assertThat(isDescribed(List.of("id"), List.of("id"))).isFalse();
  }

  private static List<String> drawn(List<String> columns, List<String> key) {
    return MergedRows.drawnKey(PAGES, columns, key);
  }

  private static boolean isDescribed(List<String> key, List<String> drawn) {
    var catalog =
        new Catalog(List.of(PAGES), List.of(), List.of(), List.of(), List.of(), Rights.NONE);
    return entry(key, drawn).describes(0, catalog);
  }

  private static TableEntry entry(List<String> key, List<String> drawn) {
    var meter = new RowMeter();
    return new TableEntry(
        "pages",
        Rule.UPSERT,
        PAGES.storedColumns(),
        key,
        List.of(),
        List.of(),
        null,
        List.of(),
        List.of(),
        null,
        List.of(),
        meter.total(FileEntries.rows(0, "pages")),
        new MergedRows(drawn, null));
  }

  private static Column column(String name) {
    return new Column(name, "text", false, null, null, null, null, null, false, null);
  }
}
