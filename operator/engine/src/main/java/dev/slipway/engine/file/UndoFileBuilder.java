package dev.slipway.engine.file;

import static java.util.stream.Collectors.joining;

import dev.slipway.engine.catalog.Catalog;
import dev.slipway.engine.catalog.RowOrder;
import dev.slipway.engine.catalog.SqlIdentifier;
import dev.slipway.engine.catalog.Table;
import dev.slipway.engine.rules.Cast;
import dev.slipway.engine.rules.Rule;
import dev.slipway.engine.secrets.RowInspector;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.postgresql.PGConnection;

/**
 * Writes what a transaction sees of a schema, and holds locks on, into a migration file: every
 * column of the tables that are asked for, and the structure of all. Nobody looks for secrets,
 * since nothing leaves the environment that was not in it.
 */
public final class UndoFileBuilder implements AutoCloseable {
  private final Connection transaction;
  private final String schema;
  private final BuildFolder folder;

  /**
   * @param scratch an empty place on a disk with room for the rows, packed
   */
  public UndoFileBuilder(Connection transaction, String schema, Path scratch) throws IOException {
    this.transaction = transaction;
    this.schema = schema;
    this.folder = new BuildFolder(scratch);
  }

  /**
   * What is to be in the file.
   *
   * @param structure of the schema, whole
   * @param kept columns of the tables whose rows are
   * @param volatileColumns of tables, by their names
   */
  public record Content(
      Origin origin,
      Catalog structure,
      Map<String, List<String>> kept,
      Map<String, List<String>> volatileColumns,
      List<Cast> casts) {}

  /** Reads all that the database is asked for; the rest needs no session. */
  public Read read(Content content, Undoing undoing) throws SQLException, IOException {
    var structure = content.structure().portable();
    var tables = new ArrayList<TableEntry>();
    for (var table : structure.tables()) {
      tables.add(entry(content, structure, table, tables.size()));
    }
    var manifest =
        Manifest.of(
            content.origin(),
            transaction.getMetaData().getDatabaseMajorVersion(),
            Digest.of(FileJson.write(structure)),
            new Manifest.Content(tables, content.casts(), List.of(), List.of()));
    return new Read(structure, manifest.undoing(undoing));
  }

  private TableEntry entry(Content content, Catalog structure, Table table, int place)
      throws SQLException, IOException {
    var columns = content.kept().get(table.name());
    var rows = columns == null ? null : copyRows(table, columns, place);
    var stored = table.storedColumns();
    var taken = columns == null ? stored : columns;
    return new TableEntry(
        table.name(),
        rows == null ? Rule.SCHEMA_ONLY : Rule.OVERWRITE,
        taken,
        table.keyColumns(),
        List.of(),
        stored.stream().filter(it -> !taken.contains(it)).toList(),
        null,
        content.volatileColumns().getOrDefault(table.name(), List.of()).stream()
            .filter(stored::contains)
            .toList(),
        List.of(),
        null,
        TableEntry.sequencesOf(table.name(), structure),
        rows,
        null);
  }

  private RowsEntry copyRows(Table table, List<String> columns, int place)
      throws SQLException, IOException {
    var entry = FileEntries.rows(place, table.name());
    return new RowsFile(folder.rows(place), table.name(), entry)
        .fill(transaction, copyOut(table, columns), RowInspector.NONE);
  }

  private String copyOut(Table table, List<String> columns) throws SQLException {
    var postgres = transaction.unwrap(PGConnection.class);
    var encoding = Optional.ofNullable(postgres.getParameterStatus("server_encoding")).orElse("");
    var list = columns.stream().map(it -> "t." + SqlIdentifier.quoted(it)).collect(joining(", "));
    return "COPY (SELECT %s FROM ONLY %s AS t ORDER BY %s) TO STDOUT"
        .formatted(
            list,
            SqlIdentifier.qualified(schema, table.name()),
            RowOrder.of(table, table.keyColumns(), columns).by("t", encoding));
  }

  /** Leaves the file in the scratch folder, under the name that its digest gives it. */
  public BuiltFile assemble(Read read) {
    try {
      return folder.assemble(read.structure(), read.manifest(), List.of());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() throws IOException {
    folder.close();
  }

  /** What was read: rows wait in the scratch folder. */
  public record Read(Catalog structure, Manifest manifest) {}
}
