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

/** A manifest as the JSON that lies beside the parts of its backup. */
final class ManifestJson {
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .addModule(new JavaTimeModule())
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .enable(SerializationFeature.INDENT_OUTPUT)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .build();

  private ManifestJson() {}

  static byte[] write(BackupManifest manifest) {
    try {
      return JSON.writeValueAsBytes(manifest);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  static BackupManifest read(byte[] json, String location) {
    try {
      var tree = JSON.readTree(json);
      requireKnownFormat(tree, location);
      return JSON.treeToValue(tree, BackupManifest.class);
    } catch (IOException e) {
      throw new EngineException(
          FailureCode.BACKUP_DAMAGED, "the manifest of " + location + " cannot be read", e);
    }
  }

  private static void requireKnownFormat(JsonNode tree, String location) {
    int version = tree.path("formatVersion").asInt();
    if (version > BackupManifest.FORMAT_VERSION) {
      throw new EngineException(
          FailureCode.FORMAT_UNKNOWN,
          "%s has format %s; this Slipway reads up to %s: use a newer one"
              .formatted(location, version, BackupManifest.FORMAT_VERSION));
    }
  }
}
