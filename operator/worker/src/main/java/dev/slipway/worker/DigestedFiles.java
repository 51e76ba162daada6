package dev.slipway.worker;

import dev.slipway.engine.EngineException;
import dev.slipway.engine.FailureCode;
import dev.slipway.engine.file.Digest;
import dev.slipway.engine.packing.Identities;
import dev.slipway.engine.packing.SealedObject;
import dev.slipway.engine.packing.Sealing;
import dev.slipway.engine.progress.ProgressMark;
import dev.slipway.engine.progress.ProgressSink;
import dev.slipway.engine.store.ObjectStore;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;

/**
 * Files in a store that are known by their digest, of the clear bytes where they are encrypted.
 * Objects are written once: what is there already is read, and counts only where it is what would
 * have been written.
 */
record DigestedFiles(
    ObjectStore store, ProgressSink progress, Sealing sealing, Identities identities) {
  private static final int CHUNK_BYTES = 64 * 1024;
  private static final long NO_SPACE_LEFT = 1 << 20;

  /** Files that everybody may read who can read the store. */
  DigestedFiles(ObjectStore store, ProgressSink progress) {
    this(store, progress, Sealing.NONE, Identities.NONE);
  }

  void put(String key, Path path, Digest digest) {
    if (!wasPut(key, path)) {
      requireDigest(key, digest);
    }
  }

  /** For what nobody here can open: one that is there already is whole, as all objects are. */
  void putUnread(String key, Path path) {
    wasPut(key, path);
  }

  /** False where there is an object of this name already. */
  private boolean wasPut(String key, Path path) {
    if (store.find(key).isPresent()) {
      return false;
    }
    try (var file = Files.newInputStream(path)) {
      write(key, file, Files.size(path));
      return true;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (EngineException e) {
      if (e.code() == FailureCode.OBJECT_EXISTS) {
        return false;
      }
      throw e;
    }
  }

  /** Reads a file back, to the last byte. */
  void requireDigest(String key, Digest expected) {
    var hash = Digest.begin();
    try (var object = SealedObject.open(store, key, identities)) {
      object.transferTo(new DigestOutputStream(OutputStream.nullOutputStream(), hash));
    } catch (IOException e) {
      throw new EngineException(FailureCode.STORE_UNREACHABLE, "reading " + key, e);
    }
    var found = Digest.finish(hash);
    if (!found.equals(expected)) {
      throw new EngineException(
          FailureCode.DIGEST_MISMATCH,
          "%s in %s is not what its name says: its digest is %s; find out who changed it, take it away and build again"
              .formatted(key, store.inWords(), found));
    }
  }

  /**
   * Brings a file into a folder. Whether it is the right one its reader has to find out.
   *
   * @param todo what a person does where there is none
   */
  Path fetch(String key, Path folder, String todo) {
    var stored = store.find(key);
    if (stored.isEmpty()) {
      throw new EngineException(
          FailureCode.FILE_NOT_IN_STORE,
          "%s is not in %s: %s".formatted(key, store.inWords(), todo));
    }
    var path = folder.resolve(Sealing.clearName(key.substring(key.lastIndexOf('/') + 1)));
    try (var object = SealedObject.open(store, key, identities);
        var file = Files.newOutputStream(path)) {
      copy("fetch", object, file, stored.get().bytes());
      return path;
    } catch (IOException e) {
      throw failure(folder, e);
    }
  }

  void write(String key, InputStream content, long bytes) {
    try (var sink = store.create(key)) {
      try (var clear = SealedObject.seal(sink.stream(), sealing)) {
        copy("upload", content, clear, bytes);
      }
      sink.complete();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void copy(String step, InputStream from, OutputStream to, long total) throws IOException {
    var buffer = new byte[CHUNK_BYTES];
    long done = 0;
    for (int count = from.read(buffer); count >= 0; count = from.read(buffer)) {
      to.write(buffer, 0, count);
      done += count;
      progress.at(new ProgressMark(step, done, total, "bytes"));
    }
  }

  private static RuntimeException failure(Path folder, IOException e) {
    return folder.toFile().getUsableSpace() < NO_SPACE_LEFT
        ? new EngineException(
            FailureCode.OUT_OF_SPACE, "the worker's scratch folder " + folder + " is full", e)
        : new UncheckedIOException(e);
  }
}
