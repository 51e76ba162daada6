package dev.slipway.engine.file;

import dev.slipway.engine.EngineException;
import dev.slipway.engine.FailureCode;
import dev.slipway.engine.catalog.Catalog;
import dev.slipway.engine.database.Sessions;
import dev.slipway.engine.database.SqlFailure;
import dev.slipway.engine.progress.ProgressMark;
import dev.slipway.engine.progress.ProgressSink;
import dev.slipway.engine.rules.RuleSet;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Builds a migration file from one snapshot of a schema. Equal content gives equal bytes, whatever
 * the session, the server's locale or the order in which the rows lie. Nothing of the login gets
 * into the file. Memory is constant: rows wait in the scratch folder for the manifest that counts
 * them.
 */
public final class MigrationFileBuilder {
  private static final long NO_SPACE_LEFT = 1 << 20;

  private final Sessions source;
  private final String schema;
  private final RuleSet rules;
  private final Path scratch;
  private final ProgressSink progress;

  private MigrationFileBuilder(
      Sessions source, String schema, RuleSet rules, Path scratch, ProgressSink progress) {
    this.source = source;
    this.schema = schema;
    this.rules = rules;
    this.scratch = scratch;
    this.progress = progress;
  }

  /** Leaves the file in the scratch folder, under the name that its digest gives it. */
  public static BuiltFile build(
      Sessions source, String schema, RuleSet rules, Path scratch, ProgressSink progress) {
    return new MigrationFileBuilder(source, schema, rules, scratch, progress).build();
  }

  private BuiltFile build() {
    try (var folder = new BuildFolder(scratch)) {
      return assemble(folder, read(folder));
    } catch (SQLException e) {
      throw SqlFailure.of(e, source.login().inWords());
    } catch (IOException e) {
      throw failure(e);
    }
  }

  private Content read(BuildFolder folder) throws SQLException, IOException {
    try (var snapshot = SourceSnapshot.take(source, schema, rules)) {
      var structure = snapshot.structure();
      var tables = new ArrayList<TableEntry>();
      for (var table : structure.tables()) {
        int place = tables.size();
        var rule = snapshot.ruleFor(table);
        var rows = rule.takesRows() ? snapshot.copyRows(table, place, folder.rows(place)) : null;
        tables.add(TableEntry.of(table, rule, structure, rows));
        progress.at(new ProgressMark("build", place + 1, structure.tables().size(), "tables"));
      }
      var digest = Digest.of(FileJson.write(structure));
      return new Content(structure, Manifest.of(snapshot.postgresMajor(), digest, tables));
    }
  }

  private BuiltFile assemble(BuildFolder folder, Content content) throws IOException {
    Digest digest;
    try (var archive = new ArchiveWriter(folder.archive())) {
      archive.add(FileEntries.MANIFEST, FileJson.write(content.manifest()));
      archive.add(FileEntries.STRUCTURE, FileJson.write(content.structure()));
      for (int place = 0; place < content.tables().size(); place++) {
        var rows = content.tables().get(place).rows();
        if (rows != null) {
          archive.add(rows.entry(), folder.rows(place));
          Files.delete(folder.rows(place));
        }
      }
      digest = archive.finish();
    }
    var path = scratch.resolve(digest.fileName());
    Files.move(folder.archive(), path, StandardCopyOption.ATOMIC_MOVE);
    return new BuiltFile(path, digest, content.manifest());
  }

  /** The system's words for a full disk differ; what is left on it does not lie. */
  private RuntimeException failure(IOException e) {
    return scratch.toFile().getUsableSpace() < NO_SPACE_LEFT
        ? new EngineException(
            FailureCode.OUT_OF_SPACE, "the scratch folder " + scratch + " is full", e)
        : new UncheckedIOException(e);
  }

  private record Content(Catalog structure, Manifest manifest) {
    List<TableEntry> tables() {
      return manifest.tables();
    }
  }
}
