package dev.slipway.worker;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.slipway.engine.EngineException;
import dev.slipway.engine.FailureCode;
import dev.slipway.engine.apply.Preview;
import dev.slipway.engine.file.BuiltFile;
import dev.slipway.engine.file.Digest;
import dev.slipway.engine.merge.MergeReport;
import dev.slipway.engine.order.RecordJson;
import dev.slipway.engine.order.ReleaseRecord;
import dev.slipway.engine.order.StoreAccess;
import dev.slipway.engine.progress.ProgressSink;
import dev.slipway.engine.store.ObjectStore;
import dev.slipway.engine.store.StoredObject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The files, previews, records and marks of a releases store. Objects are written once: what is
 * there already is read, and counts only where it is what would have been written.
 */
final class ReleasesStore implements AutoCloseable {
  private static final JsonMapper JSON =
      JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

  private static final int SHORT = 12;

  private final ObjectStore store;
  private final StoreAccess access;
  private final DigestedFiles files;

  ReleasesStore(StoreAccess access, ProgressSink progress) {
    this.store = Credentials.store(access);
    this.access = access;
    this.files = new DigestedFiles(store, progress);
  }

  /** Puts a file where everybody finds it who knows its digest. */
  void put(BuiltFile built) {
    files.put(keyOf(built.digest()), built.path(), built.digest());
  }

  /** Brings a file into a folder. Whether it is the right one its reader has to find out. */
  Path fetch(Digest digest, Path folder) {
    return files.fetch(
        keyOf(digest),
        folder,
        "copy it there from the store that it was built into, or build it again");
  }

  /** Keeps a preview for those who are to approve it; answers where. */
  String put(String environment, Preview preview) {
    var key = "environments/%s/previews/sha256-%s".formatted(environment, preview.digest().hex());
    var json = json(preview);
    return locationOf(
        written(key + ".json", json, preview)
            ? key + ".json"
            : beside(key, Digest.of(json(preview.withoutTimes())), json, preview));
  }

  /** The digest is not about the surroundings: where these have changed, the newer word counts. */
  private String beside(String key, Digest content, byte[] json, Preview preview) {
    var other = "%s-%s.json".formatted(key, content.hex().substring(0, SHORT));
    if (!written(other, json, preview)) {
      throw notTheSame(other, null);
    }
    return other;
  }

  /** Keeps what joining files has found; answers where. Equal findings are one report. */
  String put(String environment, MergeReport report) {
    var json = json(report);
    var key = "environments/%s/merges/sha256-%s.json".formatted(environment, Digest.of(json).hex());
    putOnce(key, json);
    return locationOf(key);
  }

  /** Keeps what became of a release, and beside it the same as a log; answers where. */
  String put(String environment, ReleaseRecord record) {
    var plan = record.plan().substring(record.plan().indexOf('/') + 1);
    var name = "environments/%s/records/%s-%s".formatted(environment, plan, record.run());
    putOnce(name + ".log", RecordLog.of(record));
    var key = name + ".json";
    if (!putOnce(key, RecordJson.write(record)) && !isOf(key, record)) {
      throw new EngineException(
          FailureCode.OBJECT_EXISTS,
          "another record is at %s in %s: find out who wrote it".formatted(key, store.inWords()));
    }
    return locationOf(key);
  }

  /** The files that are proven in an environment. */
  Marks marks(String environment) {
    return new Marks(this, environment);
  }

  /** Whether it was put now; not where something is there already. */
  boolean putOnce(String key, byte[] json) {
    try {
      files.write(key, new ByteArrayInputStream(json), json.length);
      return true;
    } catch (EngineException e) {
      if (e.code() != FailureCode.OBJECT_EXISTS) {
        throw e;
      }
      return false;
    }
  }

  List<String> keys(String prefix) {
    return store.list(prefix).stream().map(StoredObject::key).toList();
  }

  boolean isThere(String key) {
    return store.find(key).isPresent();
  }

  byte[] read(String key) {
    try (var object = store.read(key)) {
      return object.readAllBytes();
    } catch (IOException e) {
      throw new EngineException(FailureCode.STORE_UNREACHABLE, "reading " + key, e);
    }
  }

  String locationOf(String key) {
    var prefix = access.prefix().replaceAll("^/+|/+$", "");
    return "s3://" + access.bucket() + "/" + (prefix.isEmpty() ? "" : prefix + "/") + key;
  }

  @Override
  public void close() {
    store.close();
  }

  private static String keyOf(Digest digest) {
    return "files/" + digest.fileName();
  }

  /** An attempt before this one may have come so far, and its answer was lost. */
  private boolean isOf(String key, ReleaseRecord record) {
    return RecordJson.readRecord(read(key))
        .filter(it -> it.run().equals(record.run()) && it.outcome().equals(record.outcome()))
        .isPresent();
  }

  /** Whether it is there now, in these words but for its times. */
  private boolean written(String key, byte[] json, Preview preview) {
    return putOnce(key, json) || isThere(key, preview);
  }

  /** By content, since another version may write the same preview in other words. */
  private boolean isThere(String key, Preview expected) {
    try (var object = store.read(key)) {
      var found = JSON.readValue(object, Preview.class);
      if (!found.changesTheSame(expected)) {
        throw notTheSame(key, null);
      }
      return found.withoutTimes().equals(expected.withoutTimes());
    } catch (JsonProcessingException e) {
      throw notTheSame(key, e);
    } catch (IOException e) {
      throw new EngineException(FailureCode.STORE_UNREACHABLE, "reading " + key, e);
    }
  }

  private EngineException notTheSame(String key, @Nullable Exception cause) {
    return new EngineException(
        FailureCode.OBJECT_EXISTS,
        "another preview is at %s in %s: find out who changed it, and take it away"
            .formatted(key, store.inWords()),
        cause);
  }

  private static byte[] json(Object content) {
    try {
      return JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(content);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }
}
