package dev.slipway.engine.backup;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.slipway.engine.EngineException;
import dev.slipway.engine.FailureCode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.RecordComponent;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A manifest as the JSON that lies beside the parts of its backup. */
final class ManifestJson {
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .addModule(new JavaTimeModule())
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
          .enable(SerializationFeature.INDENT_OUTPUT)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build();

  private ManifestJson() {}

  static byte[] write(BackupManifest manifest) {
    try {
      return JSON.writeValueAsBytes(manifest);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** JSON of a format that this version reads. */
  static JsonNode parse(byte[] json, String location) {
    var tree = tree(json, location);
    var version = tree.path("formatVersion");
    if (!version.isInt()) {
      throw damaged("manifest.json of " + location + " is no manifest of Slipway's", null);
    }
    if (version.asInt() > BackupManifest.FORMAT_VERSION) {
      throw new EngineException(
          FailureCode.FORMAT_UNKNOWN,
          "%s has format %s; this Slipway reads up to %s: use a newer one"
              .formatted(location, version.asInt(), BackupManifest.FORMAT_VERSION));
    }
    return tree;
  }

  static BackupManifest read(JsonNode tree, String location) {
    try {
      var manifest = JSON.treeToValue(tree, BackupManifest.class);
      var missing = missingIn(manifest);
      if (missing != null) {
        throw damaged("the manifest of " + location + " does not say its " + missing, null);
      }
      return manifest;
    } catch (IOException | NullPointerException e) {
      throw damaged("manifest.json of " + location + " is no manifest of Slipway's", e);
    }
  }

  private static JsonNode tree(byte[] json, String location) {
    try {
      return JSON.readTree(json);
    } catch (IOException e) {
      throw damaged("manifest.json of " + location + " is no JSON, or a part of it only", e);
    }
  }

  /** What is null and may not be. */
  private static @Nullable String missingIn(@Nullable Object value) {
    return switch (value) {
      case Record it -> missingIn(it);
      case Collection<?> all -> missingIn(all);
      case Map<?, ?> map -> missingIn(map.values());
      case null, default -> null;
    };
  }

  private static @Nullable String missingIn(Collection<?> all) {
    for (var it : all) {
      var missing = missingIn(it);
      if (missing != null) {
        return missing;
      }
    }
    return null;
  }

  private static @Nullable String missingIn(Record whole) {
    for (var component : whole.getClass().getRecordComponents()) {
      var value = valueOf(component, whole);
      var isAbsent =
          value == null && !component.getAnnotatedType().isAnnotationPresent(Nullable.class);
      var missing = isAbsent ? component.getName() : missingIn(value);
      if (missing != null) {
        return missing;
      }
    }
    return null;
  }

  private static @Nullable Object valueOf(RecordComponent component, Record whole) {
    try {
      return component.getAccessor().invoke(whole);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  private static EngineException damaged(String what, @Nullable Throwable cause) {
    return new EngineException(FailureCode.BACKUP_DAMAGED, what + "; use another backup", cause);
  }
}
