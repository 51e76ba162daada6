package dev.slipway.cli;

import dev.slipway.engine.file.BuildRequest;
import dev.slipway.engine.file.BuiltFile;
import dev.slipway.engine.file.MigrationFileBuilder;
import dev.slipway.engine.file.MigrationFileReader;
import dev.slipway.engine.finding.Finding;
import dev.slipway.engine.merge.FileMerge;
import dev.slipway.engine.merge.MergeReport;
import dev.slipway.engine.merge.MergeRequest;
import dev.slipway.engine.merge.MergeSource;
import dev.slipway.engine.merge.Resolution;
import dev.slipway.engine.progress.ProgressSink;
import dev.slipway.engine.storage.TemporaryFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Several sources, databases or files, on their way into one file. */
record JoinedSources(
    List<String> from,
    @Nullable Path base,
    List<Resolution> resolve,
    BuildRequest request,
    AppOptions app,
    DatabaseOptions database) {

  BuiltFile write(Path folder, ProgressSink progress) {
    try (var scratch = TemporaryFolder.in(folder)) {
      var findings = new ArrayList<Finding>();
      var sources = sources(scratch.path(), progress, findings);
      var merged = FileMerge.merge(merge(sources), scratch.path(), progress);
      var built = merged.file();
      var place = folder.resolve(built.digest().fileName());
      Files.move(built.path(), place, StandardCopyOption.REPLACE_EXISTING);
      return new BuiltFile(
          place,
          built.digest(),
          built.manifest(),
          Stream.concat(findings.stream(), merged.report().findings().stream())
              .sorted()
              .distinct()
              .toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  MergeReport explain() {
    try (var scratch = TemporaryFolder.create()) {
      var sources = sources(scratch.path(), ProgressSink.NONE, new ArrayList<>());
      return FileMerge.explain(merge(sources), scratch.path(), ProgressSink.NONE);
    }
  }

  private List<MergeSource> sources(Path folder, ProgressSink progress, List<Finding> findings) {
    var sources = new ArrayList<MergeSource>();
    for (var name : from) {
      if (DatabaseUrl.isOne(name)) {
        var built = MigrationFileBuilder.build(database.sessions(name), request, folder, progress);
        findings.addAll(built.findings());
        sources.add(new MergeSource(name, built.path()));
      } else {
        sources.add(new MergeSource(name, Path.of(name)));
      }
    }
    return sources;
  }

  /** Where nobody says anything of the app, the files tell. */
  private MergeRequest merge(List<MergeSource> sources) {
    try (var first = MigrationFileReader.open(sources.getFirst().file())) {
      var preset = app.presetOr(first.manifest().origin().preset());
      return new MergeRequest(sources, base, preset, app.naming(), resolve);
    }
  }
}
