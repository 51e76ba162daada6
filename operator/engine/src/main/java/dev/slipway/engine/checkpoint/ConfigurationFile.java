package dev.slipway.engine.checkpoint;

import dev.slipway.engine.EngineException;
import dev.slipway.engine.FailureCode;
import dev.slipway.engine.backup.BackupManifest;
import dev.slipway.engine.file.BuiltFile;
import dev.slipway.engine.packing.Identities;
import dev.slipway.engine.packing.PackedObject;
import dev.slipway.engine.packing.SealedObject;
import dev.slipway.engine.packing.Sealing;
import dev.slipway.engine.packing.StoredBytes;
import dev.slipway.engine.packing.WrittenBytes;
import dev.slipway.engine.progress.ProgressSink;
import dev.slipway.engine.store.ObjectStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The migration file of a checkpoint, in its store. */
final class ConfigurationFile {
  private static final String NAME = "configuration.slipway";

  private final ObjectStore store;
  private final String location;

  ConfigurationFile(ObjectStore store, String location) {
    this.store = store;
    this.location = location;
  }

  /** Safe is what was read back. */
  PackedObject put(BuiltFile built, Sealing sealing, ProgressSink progress) {
    var name = sealing.nameOf(NAME);
    try (var sink = store.create(location + "/" + name)) {
      var counted = new WrittenBytes(sink.stream(), NAME, progress);
      try (var clear = SealedObject.seal(counted, sealing)) {
        Files.copy(built.path(), clear);
      }
      sink.complete();
      var stored = counted.object(name);
      try (var readBack = StoredBytes.open(store, location, stored, progress)) {
        readBack.requireIntact();
      }
      return stored;
    } catch (IOException e) {
      throw new EngineException(FailureCode.STORE_UNREACHABLE, "writing " + name, e);
    }
  }

  /** Brings it into a folder: the bytes that were written, opened where they are sealed. */
  Path fetch(BackupManifest manifest, Identities identities, Path folder, ProgressSink progress) {
    var file = configurationOf(manifest);
    requireIntact(manifest, progress);
    var path = folder.resolve(NAME);
    try (var clear = SealedObject.open(store, location + "/" + file.name(), identities)) {
      Files.copy(clear, path);
      return path;
    } catch (IOException e) {
      throw new EngineException(
          FailureCode.BACKUP_DAMAGED, file.name() + " of " + location + " cannot be opened", e);
    }
  }

  /** Answers the name of an object that is what was written. */
  String requireIntact(BackupManifest manifest, ProgressSink progress) {
    var file = configurationOf(manifest);
    try (var stored = StoredBytes.open(store, location, file, progress)) {
      stored.requireIntact();
    }
    return file.name();
  }

  private PackedObject configurationOf(BackupManifest manifest) {
    var file = manifest.configuration();
    if (file == null) {
      throw new EngineException(
          FailureCode.BACKUP_INCOMPLETE,
          location + " is a backup and no checkpoint: it is restored as a whole");
    }
    return file;
  }
}
