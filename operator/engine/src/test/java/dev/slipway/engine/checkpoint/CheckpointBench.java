package dev.slipway.engine.checkpoint;

import dev.slipway.engine.apply.Migration;
import dev.slipway.engine.apply.MigrationOrder;
import dev.slipway.engine.apply.MigrationReport;
import dev.slipway.engine.apply.MigrationSettings;
import dev.slipway.engine.backup.BackupManifest;
import dev.slipway.engine.bench.AppDatabase;
import dev.slipway.engine.file.BuildRequest;
import dev.slipway.engine.file.Digest;
import dev.slipway.engine.file.MigrationFileReader;
import dev.slipway.engine.file.TableEntry;
import dev.slipway.engine.ledger.Attempt;
import dev.slipway.engine.ledger.Tenure;
import dev.slipway.engine.packing.Identities;
import dev.slipway.engine.packing.Sealing;
import dev.slipway.engine.preset.Naming;
import dev.slipway.engine.preset.Presets;
import dev.slipway.engine.progress.ProgressSink;
import dev.slipway.engine.rules.RuleParser;
import dev.slipway.engine.store.DirectoryStore;
import dev.slipway.engine.store.ObjectStore;
import dev.slipway.engine.undo.UndoKeeper;
import dev.slipway.testkit.Scratch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Set;
import java.util.stream.Collectors;

/** Checkpoints of a test in a folder of its own. */
final class CheckpointBench {
  static final MigrationSettings SETTINGS = MigrationSettings.of("public");

  private final Path folder = Scratch.folder("checkpoints");
  private final Path scratch = Scratch.folder("scratch");
  private final ObjectStore store = new DirectoryStore(folder);

  ObjectStore store() {
    return store;
  }

  Path object(String key) {
    return folder.resolve(key);
  }

  Path scratch() {
    return scratch;
  }

  BackupManifest nocoBase(AppDatabase app, String id) {
    return write(
        app,
        id,
        new BuildRequest("public", RuleParser.parse("{}"), Presets.named("nocobase"), Naming.PLAIN),
        Sealing.NONE);
  }

  BackupManifest generic(AppDatabase app, String id, String rules) {
    return generic(app, id, rules, Sealing.NONE);
  }

  BackupManifest generic(AppDatabase app, String id, String rules, Sealing sealing) {
    return write(app, id, new BuildRequest("public", RuleParser.parse(rules)), sealing);
  }

  private BackupManifest write(AppDatabase app, String id, BuildRequest build, Sealing sealing) {
    var request = new CheckpointRequest("crm", "uid", id, "of a test", build, sealing);
    return new CheckpointWriter(store, Clock.systemUTC())
        .write(request, app.sessions(), scratch, ProgressSink.NONE);
  }

  MigrationReport restore(AppDatabase app, String id, String run) {
    return restore(app, id, run, SETTINGS, Identities.NONE);
  }

  MigrationReport restore(
      AppDatabase app, String id, String run, MigrationSettings settings, Identities identities) {
    var attempt = new Attempt(run, "Restore", 1, "environment");
    try (var tenure = Tenure.begin(app.sessions()::open, attempt)) {
      return new CheckpointRestore(store, identities, scratch, ProgressSink.NONE)
          .restore(
              "crm/" + id,
              app.sessions(),
              settings,
              new MigrationOrder(attempt, tenure.token(), null));
    }
  }

  MigrationReport undo(AppDatabase app, MigrationFileReader file, String run) {
    var attempt = new Attempt(run, Migration.UNDO, 1, "environment");
    try (var tenure = Tenure.begin(app.sessions()::open, attempt)) {
      return new Migration(app.sessions()::open, SETTINGS, ProgressSink.NONE)
          .undo(file, new MigrationOrder(attempt, tenure.token(), null));
    }
  }

  /** The tables whose rows are in a checkpoint, as {@link AppDatabase#rows} names them. */
  Set<String> configuration(String id) {
    var folder = Scratch.folder("fetched");
    var path =
        new CheckpointRestore(store, Identities.NONE, scratch, ProgressSink.NONE)
            .fetch("crm/" + id, folder);
    try (var file = MigrationFileReader.open(path)) {
      return file.manifest().tablesWithRows().stream()
          .map(TableEntry::name)
          .map(it -> "public." + (it.matches("[a-z_0-9]+") ? it : "\"" + it + "\""))
          .collect(Collectors.toSet());
    }
  }

  /** Keeps the undo file of one change. */
  static final class Kept implements UndoKeeper {
    private final Path folder = Scratch.folder("undo");

    @Override
    public void keep(Path file, Digest digest) throws IOException {
      Files.copy(file, folder.resolve("undo.slipway"));
    }

    @Override
    public Path scratch() {
      return folder;
    }

    MigrationFileReader open() {
      return MigrationFileReader.open(folder.resolve("undo.slipway"));
    }
  }
}
