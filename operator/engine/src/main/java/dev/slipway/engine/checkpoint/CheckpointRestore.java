package dev.slipway.engine.checkpoint;

import dev.slipway.engine.EngineException;
import dev.slipway.engine.FailureCode;
import dev.slipway.engine.Refusals;
import dev.slipway.engine.apply.Migration;
import dev.slipway.engine.apply.MigrationOrder;
import dev.slipway.engine.apply.MigrationReport;
import dev.slipway.engine.apply.MigrationSettings;
import dev.slipway.engine.apply.Preview;
import dev.slipway.engine.backup.BackupReader;
import dev.slipway.engine.backup.BackupScope;
import dev.slipway.engine.database.Sessions;
import dev.slipway.engine.file.MigrationFileReader;
import dev.slipway.engine.finding.Acceptance;
import dev.slipway.engine.finding.Verdict;
import dev.slipway.engine.packing.Identities;
import dev.slipway.engine.progress.ProgressSink;
import dev.slipway.engine.storage.TemporaryFolder;
import dev.slipway.engine.store.ObjectStore;
import java.nio.file.Path;
import java.util.ArrayList;

/**
 * Puts the configuration of a checkpoint back, in one transaction and once for a run. Rows of all
 * other tables are left alone, and so is what their structure has gained since.
 */
public final class CheckpointRestore {
  /** How often a target is looked at again that was changed while we looked. */
  private static final int LOOKS = 3;

  private final ObjectStore store;
  private final Identities identities;
  private final Path scratch;
  private final ProgressSink progress;

  /**
   * @param scratch where there is room for the file
   */
  public CheckpointRestore(
      ObjectStore store, Identities identities, Path scratch, ProgressSink progress) {
    this.store = store;
    this.identities = identities;
    this.scratch = scratch;
    this.progress = progress;
  }

  /** Whether there is a checkpoint, and not another backup or nothing. */
  public static boolean isOne(ObjectStore store, String location) {
    return new BackupReader(store)
        .find(location)
        .filter(it -> it.scope() == BackupScope.CONFIGURATION)
        .isPresent();
  }

  /** Brings the migration file of a checkpoint into a folder. */
  public Path fetch(String location, Path folder) {
    var manifest = new BackupReader(store).read(location);
    return new ConfigurationFile(store, location).fetch(manifest, identities, folder, progress);
  }

  /** What {@link #restore} would do now. */
  public Preview preview(String location, Sessions target, MigrationSettings settings) {
    try (var folder = TemporaryFolder.in(scratch);
        var file = MigrationFileReader.open(fetch(location, folder.path()))) {
      return previewed(file, new Migration(target::open, withoutOurs(settings), progress));
    }
  }

  /** Done again for the same run and step it answers from the ledger. */
  public MigrationReport restore(
      String location, Sessions target, MigrationSettings settings, MigrationOrder order) {
    try (var folder = TemporaryFolder.in(scratch);
        var file = MigrationFileReader.open(fetch(location, folder.path()))) {
      var migration = new Migration(target::open, withoutOurs(settings), progress);
      var done = migration.find(file.digest(), order);
      return done.orElseGet(() -> restore(file, migration, settings, order));
    }
  }

  private MigrationReport restore(
      MigrationFileReader file,
      Migration migration,
      MigrationSettings settings,
      MigrationOrder order) {
    for (int look = 1; ; look++) {
      var preview = previewed(file, migration);
      Refusals.requireNone(Verdict.of(preview.findings(), settings.accept()).standing());
      var looked =
          new MigrationOrder(order.attempt(), order.token(), preview.digest(), order.known());
      try {
        return migration.apply(file, looked);
      } catch (EngineException e) {
        if (e.code() != FailureCode.PREVIEW_STALE || look == LOOKS) {
          throw e;
        }
      }
    }
  }

  /** With what a migration would do to tables that are none of a checkpoint's business. */
  private static Preview previewed(MigrationFileReader file, Migration migration) {
    var preview = migration.preview(file);
    var findings = new ArrayList<>(preview.findings());
    findings.addAll(BusinessStructure.findings(file.manifest(), preview.ddl()));
    return new Preview(
        preview.file(),
        preview.digest(),
        preview.tables(),
        preview.ddl(),
        findings.stream().sorted().toList(),
        preview.accepted(),
        preview.keys(),
        preview.impacts(),
        preview.closed());
  }

  /** A migration does not know these, and would say that they are accepted in vain. */
  private static MigrationSettings withoutOurs(MigrationSettings settings) {
    return settings.withAccept(settings.accept().stream().filter(it -> !isOurs(it)).toList());
  }

  private static boolean isOurs(Acceptance acceptance) {
    return acceptance.finding().startsWith(BusinessStructure.KIND + ":");
  }
}
