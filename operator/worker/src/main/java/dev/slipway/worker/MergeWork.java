package dev.slipway.worker;

import dev.slipway.engine.Refusals;
import dev.slipway.engine.file.BuiltFile;
import dev.slipway.engine.file.Digest;
import dev.slipway.engine.file.Merging;
import dev.slipway.engine.file.MigrationFileReader;
import dev.slipway.engine.file.RowsEntry;
import dev.slipway.engine.file.TableEntry;
import dev.slipway.engine.merge.Conflict;
import dev.slipway.engine.merge.FileMerge;
import dev.slipway.engine.merge.MergeReport;
import dev.slipway.engine.merge.MergeRequest;
import dev.slipway.engine.merge.MergeSource;
import dev.slipway.engine.merge.Resolution;
import dev.slipway.engine.order.MergeOrder;
import dev.slipway.engine.order.Merged;
import dev.slipway.engine.order.WorkReport;
import dev.slipway.engine.progress.ProgressSink;
import dev.slipway.engine.storage.TemporaryFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Joins files of the releases store. Done again, it finds the joined file there: equal sources have
 * equal bytes. Where something stands in the way, all of it is kept in the store.
 */
record MergeWork(MergeOrder order, ProgressSink progress) {
  /** More would not fit into a report; the store has them. */
  private static final int TOLD = 20;

  WorkReport carryOut() {
    try (var scratch = TemporaryFolder.create();
        var store = new ReleasesStore(order.releases(), progress)) {
      var merging = FileMerge.attempt(request(store, scratch.path()), scratch.path(), progress);
      var report = merging.report();
      var location = report.base() == null ? null : store.put(order.step().environment(), report);
      if (merging.file().isEmpty()) {
        return WorkReport.failed(
            Refusals.of(report.refusals()), result(report, location, Optional.empty()));
      }
      var file = merging.file().get();
      store.put(file);
      var result = result(report, location, merging.file());
      return WorkReport.done("the joined file " + result.file() + " is in its store", result);
    }
  }

  private MergeRequest request(ReleasesStore store, Path folder) {
    var app = new KnownApp(order.app());
    return new MergeRequest(
        order.sources().stream()
            .map(it -> new MergeSource(it.name(), fetched(Digest.parse(it.file()), store, folder)))
            .toList(),
        base(store, folder),
        app.preset(),
        app.naming(),
        order.resolve().stream()
            .map(it -> new Resolution(it.table(), it.key(), it.take()))
            .toList());
  }

  private @Nullable Path base(ReleasesStore store, Path folder) {
    if (order.base() == null) {
      return null;
    }
    var digest = Digest.parse(order.base());
    while (order.traced()) {
      var merged = merged(fetched(digest, store, folder), digest);
      if (merged.isEmpty()) {
        break;
      }
      digest = merged.get().base();
    }
    return fetched(digest, store, folder);
  }

  private static Optional<Merging> merged(Path path, Digest digest) {
    try (var file = MigrationFileReader.open(path, digest)) {
      return Optional.ofNullable(file.manifest().merged());
    }
  }

  /** What came is what was asked for: the digest is the file's name, and is compared. */
  private static Path fetched(Digest digest, ReleasesStore store, Path folder) {
    var path = folder.resolve(digest.fileName());
    if (Files.notExists(path)) {
      store.fetch(digest, folder);
      MigrationFileReader.open(path, digest).close();
    }
    return path;
  }

  private Merged result(MergeReport report, @Nullable String location, Optional<BuiltFile> file) {
    var rows =
        file.stream()
            .flatMap(it -> it.manifest().tables().stream())
            .map(TableEntry::rows)
            .filter(Objects::nonNull)
            .toList();
    return new Merged(
        file.map(it -> it.digest().toString()).orElse(null),
        order.base(),
        location,
        file.map(MergeWork::bytes).orElse(0L),
        rows.size(),
        rows.stream().mapToLong(RowsEntry::count).sum(),
        report.tables().stream().mapToLong(it -> it.removed()).sum(),
        report.sources().stream().map(it -> brought(report, it)).toList(),
        report.conflictCount(),
        report.conflicts().stream().limit(TOLD).map(MergeWork::contested).toList());
  }

  private static Merged.Brought brought(MergeReport report, MergeReport.Joined source) {
    return new Merged.Brought(
        source.source(),
        source.digest().toString(),
        sum(report, source, MergeReport.Brought::added),
        sum(report, source, MergeReport.Brought::changed),
        sum(report, source, MergeReport.Brought::removed));
  }

  private static long sum(
      MergeReport report, MergeReport.Joined source, ToLongFunction<MergeReport.Brought> count) {
    return report.tables().stream()
        .flatMap(it -> it.brought().stream())
        .filter(it -> it.source().equals(source.source()))
        .mapToLong(count)
        .sum();
  }

  private static Merged.Contested contested(Conflict conflict) {
    return new Merged.Contested(
        conflict.table(),
        conflict.key().isEmpty() ? "" : conflict.key().toString(),
        conflict.columns(),
        conflict.claims().stream().map(Conflict.Claim::inWords).toList());
  }

  private static long bytes(BuiltFile file) {
    try {
      return Files.size(file.path());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
