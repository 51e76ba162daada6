package dev.slipway.engine.file;

import dev.slipway.engine.catalog.Catalog;
import dev.slipway.engine.finding.Acceptance;
import dev.slipway.engine.rules.Cast;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Writes a migration file out of the content of others. Nobody looks for secrets, since each of
 * them was looked through when it was built.
 */
public final class JoinedFileBuilder implements AutoCloseable {
  private final BuildFolder folder;

  /**
   * @param scratch an empty place on a disk with room for the rows, packed
   */
  public JoinedFileBuilder(Path scratch) throws IOException {
    this.folder = new BuildFolder(scratch);
  }

  /**
   * What is to be in the file.
   *
   * @param tables with the entries of the rows that were written here
   */
  public record Content(
      Origin origin,
      int postgresMajor,
      Catalog structure,
      List<TableEntry> tables,
      List<Cast> casts,
      List<String> variables,
      List<Acceptance> accepted,
      Merging merging) {}

  /**
   * Where the rows of a table go.
   *
   * @param place of the table among all
   */
  public RowsWriter rows(int place, String table) throws IOException {
    var entry = FileEntries.rows(place, table);
    return new RowsWriter(new RowsFile(folder.rows(place), table, entry));
  }

  /** Where the keys of those go that are to be removed. */
  public RowsWriter removed(int place, String table) throws IOException {
    var entry = FileEntries.removed(place, table);
    return new RowsWriter(new RowsFile(folder.removed(place), table, entry));
  }

  /** The rows that were written for a table, once more. */
  public InputStream read(int place, TableEntry table) throws IOException {
    var rows = table.rows();
    if (rows == null) {
      throw new IllegalArgumentException("no rows were written of " + table.name());
    }
    return new VerifiedRows(Files.newInputStream(folder.rows(place)), rows);
  }

  /** Leaves the file in the scratch folder, under the name that its digest gives it. */
  public BuiltFile assemble(Content content) throws IOException {
    var manifest =
        Manifest.of(
                content.origin(),
                content.postgresMajor(),
                Digest.of(FileJson.write(content.structure())),
                new Manifest.Content(
                    content.tables(), content.casts(), content.variables(), content.accepted()))
            .merging(content.merging());
    return folder.assemble(content.structure(), manifest, List.of());
  }

  @Override
  public void close() throws IOException {
    folder.close();
  }
}
