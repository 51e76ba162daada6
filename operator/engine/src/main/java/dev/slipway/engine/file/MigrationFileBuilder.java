package dev.slipway.engine.file;

import static java.util.Comparator.comparing;

import dev.slipway.engine.EngineException;
import dev.slipway.engine.FailureCode;
import dev.slipway.engine.Refusals;
import dev.slipway.engine.catalog.Catalog;
import dev.slipway.engine.database.Sessions;
import dev.slipway.engine.database.SqlFailure;
import dev.slipway.engine.finding.Acceptance;
import dev.slipway.engine.finding.Finding;
import dev.slipway.engine.finding.Verdict;
import dev.slipway.engine.progress.ProgressMark;
import dev.slipway.engine.progress.ProgressSink;
import dev.slipway.engine.secrets.ContentInspection;
import dev.slipway.engine.selection.Selection;
import dev.slipway.engine.selection.TableChoice;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Builds a migration file from one snapshot of a schema. Equal content gives equal bytes, whatever
 * the session, the server's locale or the order in which the rows lie. Nothing of the login gets
 * into the file. Memory is constant: rows wait in the scratch folder for the manifest that counts
 * them.
 */
public final class MigrationFileBuilder {
  private static final long NO_SPACE_LEFT = 1 << 20;

  private final Sessions source;
  private final BuildRequest request;
  private final Path scratch;
  private final ProgressSink progress;
  private final ContentInspection inspection;
  private final List<Finding> findings = new ArrayList<>();

  private MigrationFileBuilder(
      Sessions source, BuildRequest request, Path scratch, ProgressSink progress) {
    this.source = source;
    this.request = request;
    this.scratch = scratch;
    this.progress = progress;
    this.inspection = new ContentInspection(request.preset().variables());
  }

  /**
   * Leaves the file in the scratch folder, under the name that its digest gives it. Refuses with
   * everything that stands in the way at once, and leaves nothing then.
   */
  public static BuiltFile build(
      Sessions source, BuildRequest request, Path scratch, ProgressSink progress) {
    return new MigrationFileBuilder(source, request, scratch, progress).build();
  }

  /** Which tables would be taken along and how, with all that is wrong with that; reads no row. */
  public static Selection explain(Sessions source, BuildRequest request) {
    try (var snapshot = SourceSnapshot.take(source, request)) {
      return snapshot.selection();
    } catch (SQLException e) {
      throw SqlFailure.of(e, source.login().inWords());
    }
  }

  private BuiltFile build() {
    try (var folder = new BuildFolder(scratch)) {
      var parts = read(folder);
      return folder.assemble(
          parts.structure(), parts.manifest(), findings.stream().sorted().toList());
    } catch (SQLException e) {
      throw SqlFailure.of(e, source.login().inWords());
    } catch (IOException e) {
      throw failure(e);
    }
  }

  private Parts read(BuildFolder folder) throws SQLException, IOException {
    try (var snapshot = SourceSnapshot.take(source, request)) {
      findings.addAll(snapshot.selection().findings());
      var structure = snapshot.structure();
      var tables = tables(snapshot, folder);
      findings.addAll(inspection.findings());
      var accepted = requireNothingRefused();
      var digest = Digest.of(FileJson.write(structure));
      var content =
          new Manifest.Content(
              tables, request.rules().casts(), List.copyOf(inspection.variables()), accepted);
      return new Parts(
          structure,
          Manifest.of(snapshot.origin(request), snapshot.postgresMajor(), digest, content));
    }
  }

  private List<TableEntry> tables(SourceSnapshot snapshot, BuildFolder folder)
      throws SQLException, IOException {
    var tables = new ArrayList<TableEntry>();
    var choices = snapshot.selection().taken();
    for (var choice : choices) {
      int place = tables.size();
      var rows = rows(snapshot, choice, place, folder);
      tables.add(TableEntry.of(choice, snapshot.structure(), rows));
      progress.at(new ProgressMark("build", place + 1, choices.size(), "tables"));
    }
    return tables;
  }

  /** Reads on where another table is refused: its rows have findings of their own to tell. */
  private @Nullable RowsEntry rows(
      SourceSnapshot snapshot, TableChoice choice, int place, BuildFolder folder)
      throws SQLException, IOException {
    if (!choice.rule().takesRows() || isRefused(choice)) {
      return null;
    }
    findings.addAll(snapshot.unfitKeys(choice));
    var inspector =
        inspection.of(choice.table(), choice.columns(), choice.match(), choice.secrets());
    return snapshot.copyRows(choice, place, folder.rows(place), inspector);
  }

  private boolean isRefused(TableChoice choice) {
    return findings.stream()
        .anyMatch(it -> it.severity().refuses() && it.place().equals(choice.name()));
  }

  private List<Acceptance> requireNothingRefused() {
    var verdict = Verdict.of(findings, request.rules().accept());
    if (!verdict.refusals().isEmpty()) {
      throw Refusals.of(verdict.refusals());
    }
    verdict.unheard().stream().map(MigrationFileBuilder::unheard).forEach(findings::add);
    var accepted = verdict.accepted().stream().map(Finding::id).toList();
    return request.rules().accept().stream()
        .filter(it -> accepted.contains(it.finding()))
        .sorted(comparing(Acceptance::finding))
        .toList();
  }

  private static Finding unheard(String id) {
    return Finding.warning(
        "accepted-in-vain",
        id,
        "is accepted, and this build has found nothing of that name that may be",
        "take it out of accept");
  }

  /** The system's words for a full disk differ; what is left on it does not lie. */
  private RuntimeException failure(IOException e) {
    return Files.isDirectory(scratch) && scratch.toFile().getUsableSpace() < NO_SPACE_LEFT
        ? new EngineException(
            FailureCode.OUT_OF_SPACE, "the scratch folder " + scratch + " is full", e)
        : new UncheckedIOException(e);
  }

  private record Parts(Catalog structure, Manifest manifest) {}
}
