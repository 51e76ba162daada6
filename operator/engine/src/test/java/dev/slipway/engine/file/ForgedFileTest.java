package dev.slipway.engine.file;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.luben.zstd.ZstdOutputStreamNoFinalizer;
import dev.slipway.engine.EngineException;
import dev.slipway.engine.FailureCode;
import dev.slipway.engine.catalog.Catalog;
import dev.slipway.engine.catalog.Column;
import dev.slipway.engine.catalog.Rights;
import dev.slipway.engine.catalog.Table;
import dev.slipway.engine.catalog.TableKind;
import dev.slipway.engine.preset.AppFacts;
import dev.slipway.engine.preset.BuiltInTables;
import dev.slipway.engine.progress.ProgressSink;
import dev.slipway.engine.rules.Rule;
import dev.slipway.engine.rules.RuleSet;
import dev.slipway.engine.selection.Selector;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that somebody made on purpose, with checksums that fit. */
class ForgedFileTest {
  private static final String ROWS = "1\n2\n";
  private static final String ENTRY = "rows/0-pages.copy.zst";
  private static final Catalog STRUCTURE = structure();
  private static final Origin ORIGIN = new Origin(null, List.of(), new AppFacts(null, null, null));

  @TempDir private Path folder;

  @Test
  void aFileThatIsMadeAsTheBuilderMakesItOpens() throws IOException {
    var file = file(manifest(entry(rows(ROWS))), ENTRY, packed(ROWS));

    try (var reader = MigrationFileReader.open(file);
        var rows = reader.rows(reader.manifest().tables().getFirst())) {
      assertThat(rows).hasContent(ROWS);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"../../etc/passwd", "/etc/passwd", "rows/1-pages.copy.zst", "manifest.json"})
  void anEntryUnderAnotherNameIsRefused(String name) throws IOException {
    var file = file(manifest(entry(rows(ROWS))), name, packed(ROWS));

    assertDamaged(ENTRY, () -> MigrationFileReader.open(file).close());
  }

  @Test
  void aSecondEntryOfTheSameNameIsRefused() throws IOException {
    var file = file(manifest(entry(rows(ROWS))), ENTRY, packed(ROWS), ENTRY, packed(ROWS));

    assertDamaged(ENTRY, () -> MigrationFileReader.open(file).close());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          "formatVersion":1     | "formatVersion":2                  | format version 2
          "formatVersion":1     | "formatVersion":1,"formatVersion":1 | not
          "formatVersion":1     | "formatVersion": 1                 | not written as Slipway writes it
          "formatVersion":1     | "formatVersion":"1"                | format version 1
          "rule":"Overwrite"    | "rule":null                        | not the JSON
          "rule":"Overwrite"    | "rule":"SchemaOnly"                | does not describe
          "columns":["id"]      | "columns":[null]                   | not the JSON
          "columns":["id"]      | "columns":["other"]                | does not describe
          "columns":["id"]      | "columns":null                     | not the JSON
          "sequences":[]        | "sequences":[],"extra":1           | not the JSON
          "count":2             | "count":2.0                        | not
          "count":2             | "count":99999999999999999999       | not the JSON
          "digest":"sha256:     | "digest":"sha512:                  | not the JSON
          "name":"pages"        | "name":"Pages"                     | does not describe
          "keyColumns":[]       | "keyColumns":["other"]             | does not describe
          "preserved":[]        | "preserved":["other"]              | does not describe
          "ownColumns":[]       | "ownColumns":["id"]                | does not describe
          "ownColumns":[]       | "ownColumns":["other"]             | does not describe
          "volatileColumns":[]  | "volatileColumns":["other"]        | does not describe
          "ownRows":null        | "ownRows":7                        | not
          "variables":[]        | "variables":[null]                 | not the JSON
          "settings":[]         | "settings":null                    | not the JSON
          """)
  void aManifestThatSaysSomethingElseIsRefused(String word, String forged, String finding)
      throws IOException {
    var manifest = new String(FileJson.write(manifest(entry(rows(ROWS)))), UTF_8);
    var file = archive(manifest.replace(word, forged).getBytes(UTF_8), ENTRY, packed(ROWS));

    assertDamaged(finding, () -> MigrationFileReader.open(file).close());
  }

  @Test
  void aStructureThatIsNotTheManifestsIsRefused() throws IOException {
    var other = manifest(Digest.of(new byte[0]), entry(rows(ROWS)));
    var file = file(other, ENTRY, packed(ROWS));

    assertDamaged("structure.json", () -> MigrationFileReader.open(file).close());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          "views":[]            | "views":null                       | not the JSON
          "views":[]            | "views":[null]                     | not the JSON
          "inherited":false     | "inherited":null                   | not
          "rights":{"owners":[] | "rights":{"owners":null            | not the JSON
          "rights":{"owners":[] | "rights":{"owners":[{"object":"a","role":"b","ours":true,"alone":true}] | an environment's own
          "views":[]            | "views":[{"schema":null,"name":"v","materialized":false,"columns":[],"definition":"SELECT","options":[],"tables":null,"views":[],"enums":[],"needs":[],"attachments":[],"holders":[],"comment":null}] | not the JSON
          "views":[]            | "views":[{"schema":null,"name":"v","materialized":true,"columns":[],"definition":"SELECT","options":[],"tables":[],"views":[],"enums":[],"needs":[],"attachments":[],"holders":[],"comment":null}] | an environment's own
          "unsupported":[]      | "unsupported":[{"kind":"PUBLICATION","name":"news","table":"pages"}] | an environment's own
          """)
  void aStructureThatSaysWhatNoBuilderWouldIsRefused(String word, String forged, String finding)
      throws IOException {
    var json = new String(FileJson.write(STRUCTURE), UTF_8).replace(word, forged).getBytes(UTF_8);
    var manifest = manifest(Digest.of(json), entry(rows(ROWS)));
    var file = folder.resolve("forged.slipway");
    try (var archive = new ArchiveWriter(file)) {
      archive.add(FileEntries.MANIFEST, FileJson.write(manifest));
      archive.add(FileEntries.STRUCTURE, json);
      archive.add(ENTRY, packed(ROWS));
      archive.finish();
    }

    assertDamaged("structure.json", () -> MigrationFileReader.open(file).close());
    assertDamaged(finding, () -> MigrationFileReader.open(file).close());
  }

  @Test
  void textThatIsNoUtf8IsRefused() throws IOException {
    var manifest = FileJson.write(manifest(entry(rows(ROWS))));
    manifest[new String(manifest, UTF_8).indexOf("0.1.0")] = (byte) 0xff;
    var file = archive(manifest, ENTRY, packed(ROWS));

    assertDamaged("manifest.json", () -> MigrationFileReader.open(file).close());
  }

  @Test
  void rowsThatAreNoUtf8AreRefusedThoughTheirChecksumFits() throws IOException {
    var text = new byte[] {'1', '\n', (byte) 0xC0, (byte) 0x80, '\n'};
    var meter = new RowMeter();
    meter.pass(text, 0, text.length);
    var file = file(manifest(entry(meter.total(ENTRY))), ENTRY, packed(text));

    assertDamaged(
        ENTRY + ": holds bytes that are no UTF-8",
        () -> {
          try (var reader = MigrationFileReader.open(file)) {
            reader.verifyRows(ProgressSink.NONE);
          }
        });
  }

  @Test
  void rowsBeyondThoseThatWereCountedAreRefusedAtOnce() throws IOException {
    var file = file(manifest(entry(rows(ROWS))), ENTRY, packed("0".repeat(1 << 26)));

    try (var reader = MigrationFileReader.open(file);
        var rows = reader.rows(reader.manifest().tables().getFirst())) {
      assertDamaged("holds more", () -> rows.read(new byte[1 << 16]));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "1\n", "1\n3\n", "1 2\n"})
  void otherRowsThanThoseThatWereCountedAreRefusedAtTheEnd(String text) throws IOException {
    var file = file(manifest(entry(rows(ROWS))), ENTRY, packed(text));

    try (var reader = MigrationFileReader.open(file);
        var rows = reader.rows(reader.manifest().tables().getFirst())) {
      assertDamaged(ENTRY, rows::readAllBytes);
    }
  }

  @Test
  void aWindowThatWantsMuchMemoryIsRefused() throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var zstd = new ZstdOutputStreamNoFinalizer(bytes)) {
      zstd.setLong(27).write(ROWS.getBytes(UTF_8));
    }
    var file = file(manifest(entry(rows(ROWS))), ENTRY, bytes.toByteArray());

    try (var reader = MigrationFileReader.open(file);
        var rows = reader.rows(reader.manifest().tables().getFirst())) {
      assertDamaged("cannot be unpacked", rows::readAllBytes);
    }
  }

  @Test
  void aFolderIsNoFile() {
    assertThatThrownBy(() -> MigrationFileReader.open(folder))
        .isInstanceOfSatisfying(
            EngineException.class, e -> assertThat(e.code()).isEqualTo(FailureCode.ORDER_INVALID))
        .hasMessageContaining(folder.toString());
  }

  @Test
  void aFileThatIsNotThereIsNamed() {
    assertThatThrownBy(() -> MigrationFileReader.open(folder.resolve("gone")))
        .isInstanceOf(EngineException.class)
        .hasMessageContaining("gone");
  }

  private static void assertDamaged(String finding, ThrowingCallable reading) {
    assertThatThrownBy(reading)
        .isInstanceOfSatisfying(
            EngineException.class, e -> assertThat(e.code()).isEqualTo(FailureCode.FILE_DAMAGED))
        .hasMessageContaining(finding);
  }

  private Path file(Manifest manifest, Object... namesAndContents) throws IOException {
    return archive(FileJson.write(manifest), namesAndContents);
  }

  private Path archive(byte[] manifest, Object... namesAndContents) throws IOException {
    var file = folder.resolve("forged.slipway");
    try (var archive = new ArchiveWriter(file)) {
      archive.add(FileEntries.MANIFEST, manifest);
      archive.add(FileEntries.STRUCTURE, FileJson.write(STRUCTURE));
      for (int i = 0; i < namesAndContents.length; i += 2) {
        archive.add((String) namesAndContents[i], (byte[]) namesAndContents[i + 1]);
      }
      archive.finish();
    }
    return file;
  }

  private static Manifest manifest(TableEntry... entries) {
    return manifest(Digest.of(FileJson.write(STRUCTURE)), entries);
  }

  private static Manifest manifest(Digest structure, TableEntry... entries) {
    var content = new Manifest.Content(List.of(entries), List.of(), List.of(), List.of());
    return Manifest.of(ORIGIN, 18, structure, content);
  }

  private static TableEntry entry(RowsEntry rows) {
    var rules = new RuleSet(null, Rule.OVERWRITE, List.of());
    var choice = Selector.select(STRUCTURE, rules, BuiltInTables.none()).tables().getFirst();
    return TableEntry.of(choice, STRUCTURE, rows);
  }

  private static RowsEntry rows(String text) {
    var meter = new RowMeter();
    meter.pass(text.getBytes(UTF_8), 0, text.length());
    return meter.total(ENTRY);
  }

  private static byte[] packed(String text) throws IOException {
    return packed(text.getBytes(UTF_8));
  }

  private static byte[] packed(byte[] text) throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var zstd = new ZstdOutputStreamNoFinalizer(bytes)) {
      zstd.write(text);
    }
    return bytes.toByteArray();
  }

  private static Catalog structure() {
    var id = new Column("id", "integer", true, null, null, null, null, null, false, null);
    var pages =
        new Table(
            "pages",
            TableKind.ORDINARY,
            List.of(id),
            null,
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            null);
    return new Catalog(List.of(pages), List.of(), List.of(), List.of(), List.of(), Rights.NONE);
  }
}
