package dev.slipway.engine.file;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.slipway.engine.catalog.Catalog;
import dev.slipway.engine.catalog.EnumType;
import dev.slipway.engine.catalog.Rights;
import dev.slipway.engine.catalog.Table;
import dev.slipway.engine.preset.AppFacts;
import dev.slipway.engine.preset.Reference;
import dev.slipway.engine.rules.Rule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Migration files that no database has to be asked for. */
public final class WrittenFile {
  private WrittenFile() {}

  /**
   * A table of a file.
   *
   * @param rows as text COPY writes them, in the order of the key; absent: only the structure
   */
  public record Content(
      Table table, Rule rule, @Nullable List<String> rows, List<Reference> references) {
    public Content {
      references = List.copyOf(references);
    }

    public static Content of(Table table, List<String> rows) {
      return new Content(table, Rule.OVERWRITE, rows, List.of());
    }

    public Content referring(Reference reference) {
      return new Content(table, rule, rows, List.of(reference));
    }
  }

  public static Path write(Path scratch, String preset, List<Content> contents) {
    return write(scratch, preset, contents, List.of());
  }

  public static Path write(
      Path scratch, String preset, List<Content> contents, List<EnumType> enums) {
    var sorted =
        contents.stream().sorted(Comparator.comparing((Content it) -> it.table().name())).toList();
    var structure =
        new Catalog(
            sorted.stream().map(Content::table).toList(),
            List.of(),
            List.of(),
            enums,
            List.of(),
            Rights.NONE);
    try (var folder = new BuildFolder(scratch)) {
      var tables = new ArrayList<TableEntry>();
      for (var content : sorted) {
        tables.add(entry(folder, content, tables.size()));
      }
      var manifest =
          Manifest.of(
              new Origin(preset, List.of(), new AppFacts(null, null, null)),
              15,
              Digest.of(FileJson.write(structure)),
              new Manifest.Content(tables, List.of(), List.of(), List.of()));
      return folder.assemble(structure, manifest, List.of()).path();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static TableEntry entry(BuildFolder folder, Content content, int place)
      throws IOException {
    var table = content.table();
    return new TableEntry(
        table.name(),
        content.rule(),
        table.storedColumns(),
        table.keyColumns(),
        List.of(),
        List.of(),
        null,
        List.of(),
        content.references(),
        null,
        List.of(),
        content.rows() == null ? null : rows(folder, content.rows(), table.name(), place),
        null);
  }

  private static RowsEntry rows(BuildFolder folder, List<String> rows, String table, int place)
      throws IOException {
    var file = new RowsFile(folder.rows(place), table, FileEntries.rows(place, table));
    try (var out = new RowsWriter(file)) {
      for (var row : rows) {
        out.out().write((row + "\n").getBytes(UTF_8));
      }
      return out.finish();
    }
  }

  /** The rows of a table as they stand in a file, verified. */
  public static List<String> rows(Path file, String table) {
    try (var reader = MigrationFileReader.open(file);
        var rows = reader.rows(reader.manifest().table(table).orElseThrow())) {
      return new String(rows.readAllBytes(), UTF_8).lines().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The keys of rows that are to go, likewise. */
  public static List<String> removed(Path file, String table) {
    try (var reader = MigrationFileReader.open(file)) {
      var entry = reader.manifest().table(table).orElseThrow();
      if (entry.removed() == null) {
        return List.of();
      }
      try (var rows = reader.removed(entry)) {
        return new String(rows.readAllBytes(), UTF_8).lines().toList();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
