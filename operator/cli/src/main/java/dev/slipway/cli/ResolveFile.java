package dev.slipway.cli;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.slipway.engine.EngineException;
import dev.slipway.engine.FailureCode;
import dev.slipway.engine.merge.Resolution;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Whose version is taken where sources have changed the same, in a file of its own. */
final class ResolveFile {
  private static final ObjectMapper YAML =
      YAMLMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  private ResolveFile() {}

  static List<Resolution> read(@Nullable Path file) {
    if (file == null) {
      return List.of();
    }
    try {
      return YAML.readValue(file.toFile(), new TypeReference<List<Entry>>() {}).stream()
          .map(it -> it.resolution(file))
          .toList();
    } catch (IOException e) {
      throw unreadable(file, e.getMessage(), e);
    }
  }

  private record Entry(
      @Nullable String table, @Nullable SortedMap<String, String> key, @Nullable String take) {
    Resolution resolution(Path file) {
      if (table == null || take == null) {
        throw unreadable(file, "each entry needs table and take", null);
      }
      return new Resolution(table, key == null ? new TreeMap<>() : key, take);
    }
  }

  private static EngineException unreadable(
      Path file, @Nullable String why, @Nullable Exception cause) {
    return new EngineException(FailureCode.ORDER_INVALID, file + " cannot be read: " + why, cause);
  }
}
