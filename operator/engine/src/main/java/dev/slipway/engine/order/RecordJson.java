package dev.slipway.engine.order;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;

/** Records and marks as they lie in a releases store, for people and other versions to read. */
public final class RecordJson {
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .addModule(new JavaTimeModule())
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build();

  private RecordJson() {}

  public static byte[] write(ReleaseRecord record) {
    return bytes(record);
  }

  public static byte[] write(ValidatedMark mark) {
    return bytes(mark);
  }

  /** Empty where it is none of ours. */
  public static Optional<ReleaseRecord> readRecord(byte[] json) {
    return read(json, ReleaseRecord.class);
  }

  /**
   * Empty where it is none, or of a format that is not known: what nobody understands proves
   * nothing.
   */
  public static Optional<ValidatedMark> readMark(byte[] json) {
    return read(json, ValidatedMark.class)
        .filter(it -> it.formatVersion() == ValidatedMark.FORMAT_VERSION);
  }

  private static <T> Optional<T> read(byte[] json, Class<T> kind) {
    try {
      return Optional.ofNullable(JSON.readValue(json, kind));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static byte[] bytes(Object object) {
    try {
      return JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(object);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }
}
