package dev.slipway.worker;

import dev.slipway.engine.apply.Migration;
import dev.slipway.engine.apply.MigrationSettings;
import dev.slipway.engine.apply.Preview;
import dev.slipway.engine.apply.TableCounts;
import dev.slipway.engine.database.Sessions;
import dev.slipway.engine.file.Digest;
import dev.slipway.engine.file.MigrationFileReader;
import dev.slipway.engine.finding.Severity;
import dev.slipway.engine.order.PreviewOrder;
import dev.slipway.engine.order.Previewed;
import dev.slipway.engine.order.WorkReport;
import dev.slipway.engine.progress.ProgressSink;
import dev.slipway.engine.storage.TemporaryFolder;
import java.util.List;
import java.util.Optional;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** Finds out what a migration file would do, and keeps it for those who are to approve it. */
record PreviewWork(PreviewOrder order, ProgressSink progress) {
  WorkReport carryOut() {
    var file = Digest.parse(order.file());
    var sessions = new Sessions(Credentials.login(order.database()));
    try (var scratch = TemporaryFolder.create();
        var store = new ReleasesStore(order.releases(), progress);
        var reader = MigrationFileReader.open(store.fetch(file, scratch.path()), file)) {
      var preview =
          new Migration(sessions::open, settings(), progress)
              .preview(reader, Attempts.of(order.step()));
      preview.requireNothingRefused();
      Encryption.noWayBack(order.backups(), order.accept())
          .ifPresent(
              refusal -> {
                throw refusal;
              });
      var location = store.put(order.step().environment(), preview);
      return WorkReport.done(
          "the preview is at " + location, result(preview, location, missing(reader)));
    }
  }

  private @Nullable List<String> missing(MigrationFileReader reader) {
    return Optional.ofNullable(order.variables())
        .map(folders -> new VariableNames(order.database(), order.app(), folders))
        .flatMap(names -> names.missing(reader.manifest().variables()))
        .orElse(null);
  }

  private static Previewed result(
      Preview preview, String location, @Nullable List<String> missing) {
    return new Previewed(
        preview.digest().toString(),
        location,
        sum(preview, TableCounts::added),
        sum(preview, TableCounts::changed),
        sum(preview, TableCounts::removed),
        sum(preview, TableCounts::kept),
        preview.ddl().size(),
        warnings(preview),
        preview.closed() == null ? null : preview.closed().applyMillis(),
        missing);
  }

  private static int warnings(Preview preview) {
    return (int)
        preview.findings().stream().filter(it -> it.severity() == Severity.WARNING).count();
  }

  private static long sum(Preview preview, ToLongFunction<TableCounts> count) {
    return preview.tables().stream().mapToLong(count).sum();
  }

  private MigrationSettings settings() {
    return new KnownApp(order.app())
        .settings(order.database(), order.destructive(), order.accept());
  }
}
