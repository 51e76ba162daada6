package dev.slipway.engine.merge;

import dev.slipway.engine.file.BuiltFile;
import dev.slipway.engine.file.MigrationFileReader;
import dev.slipway.engine.progress.ProgressSink;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/** A release of one source is that source's file, to the last byte. */
final class SingleSource {
  private SingleSource() {}

  static MergedFile taken(MergeSource source, Path scratch, ProgressSink progress)
      throws IOException {
    try (var file = MigrationFileReader.open(source.file())) {
      file.verifyRows(progress);
      var path = scratch.resolve(file.digest().fileName());
      Files.copy(source.file(), path, StandardCopyOption.REPLACE_EXISTING);
      var report =
          new MergeReport(
              null,
              List.of(new MergeReport.Joined(source.name(), file.digest())),
              List.of(),
              List.of(),
              0,
              List.of(),
              List.of());
      return new MergedFile(new BuiltFile(path, file.digest(), file.manifest(), List.of()), report);
    }
  }
}
