package dev.slipway.worker;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.slipway.engine.EngineException;
import dev.slipway.engine.FailureCode;
import dev.slipway.engine.apply.Preview;
import dev.slipway.engine.file.BuiltFile;
import dev.slipway.engine.file.Digest;
import dev.slipway.engine.order.StoreAccess;
import dev.slipway.engine.progress.ProgressMark;
import dev.slipway.engine.progress.ProgressSink;
import dev.slipway.engine.store.ObjectStore;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * The files and previews of a releases store. Objects are written once: what is there already is
 * read, and counts only where it is what would have been written.
 */
final class ReleasesStore implements AutoCloseable {
  private static final int CHUNK_BYTES = 64 * 1024;
  private static final long NO_SPACE_LEFT = 1 << 20;
  private static final JsonMapper JSON =
      JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

  private final ObjectStore store;
  private final StoreAccess access;
  private final ProgressSink progress;

  ReleasesStore(StoreAccess access, ProgressSink progress) {
    this.store = Credentials.store(access);
    this.access = access;
    this.progress = progress;
  }

  /** Puts a file where everybody finds it who knows its digest. */
  void put(BuiltFile built) {
    var key = keyOf(built.digest());
    if (store.find(key).isEmpty()) {
      try (var file = Files.newInputStream(built.path())) {
        write(key, file, Files.size(built.path()));
        return;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      } catch (EngineException e) {
        if (e.code() != FailureCode.OBJECT_EXISTS) {
          throw e;
        }
      }
    }
    requireDigest(key, built.digest());
  }

  /** Brings a file into a folder. Whether it is the right one its reader has to find out. */
  Path fetch(Digest digest, Path folder) {
    var key = keyOf(digest);
    var stored = store.find(key);
    if (stored.isEmpty()) {
      throw new EngineException(
          FailureCode.FILE_NOT_IN_STORE,
          "%s is not in %s: copy it there from the store that it was built into, or build it again"
              .formatted(key, store.inWords()));
    }
    var path = folder.resolve(digest.fileName());
    try (var object = store.read(key);
        var file = Files.newOutputStream(path)) {
      copy("fetch", object, file, stored.get().bytes());
      return path;
    } catch (IOException e) {
      throw failure(folder, e);
    }
  }

  /** Keeps a preview for those who are to approve it; answers where. */
  String put(String environment, Preview preview) {
    var key =
        "environments/%s/previews/sha256-%s.json".formatted(environment, preview.digest().hex());
    var json = json(preview);
    try {
      write(key, new ByteArrayInputStream(json), json.length);
    } catch (EngineException e) {
      if (e.code() != FailureCode.OBJECT_EXISTS) {
        throw e;
      }
      requireSame(key, preview);
    }
    return locationOf(key);
  }

  @Override
  public void close() {
    store.close();
  }

  private static String keyOf(Digest digest) {
    return "files/" + digest.fileName();
  }

  private String locationOf(String key) {
    var prefix = access.prefix().replaceAll("^/+|/+$", "");
    return "s3://" + access.bucket() + "/" + (prefix.isEmpty() ? "" : prefix + "/") + key;
  }

  private void write(String key, InputStream content, long bytes) {
    try (var sink = store.create(key)) {
      copy("upload", content, sink.stream(), bytes);
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

  private void requireDigest(String key, Digest expected) {
    var hash = Digest.begin();
    try (var object = store.read(key)) {
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

  /** By content, since another version may write the same preview in other words. */
  private void requireSame(String key, Preview expected) {
    try (var object = store.read(key)) {
      if (JSON.readValue(object, Preview.class).equals(expected)) {
        return;
      }
    } catch (JsonProcessingException e) {
      throw notTheSame(key, e);
    } catch (IOException e) {
      throw new EngineException(FailureCode.STORE_UNREACHABLE, "reading " + key, e);
    }
    throw notTheSame(key, null);
  }

  private EngineException notTheSame(String key, @Nullable Exception cause) {
    return new EngineException(
        FailureCode.OBJECT_EXISTS,
        "another preview is at %s in %s: find out who changed it, and take it away"
            .formatted(key, store.inWords()),
        cause);
  }

  private static byte[] json(Preview preview) {
    try {
      return JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(preview);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static RuntimeException failure(Path folder, IOException e) {
    return folder.toFile().getUsableSpace() < NO_SPACE_LEFT
        ? new EngineException(
            FailureCode.OUT_OF_SPACE, "the worker's scratch folder " + folder + " is full", e)
        : new UncheckedIOException(e);
  }
}
