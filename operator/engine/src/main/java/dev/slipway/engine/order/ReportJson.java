package dev.slipway.engine.order;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.io.UncheckedIOException;

/** A report as JSON, short enough for a termination message. */
public final class ReportJson {
  /** What the kubelet keeps of a termination message. */
  public static final int MAX_BYTES = 4096;

  private static final String CUT = "… (cut)";
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .addModule(new JavaTimeModule())
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build();

  private ReportJson() {}

  /**
   * Leaves out what a store has in full, and cuts the message, where the whole would be too long;
   * every other field stays whole.
   */
  public static byte[] write(WorkReport report) {
    var fitting = withFewerConflicts(withFewerTables(withFewerFiles(report)));
    var json = serialize(fitting);
    var message = fitting.message();
    while (json.length > MAX_BYTES && !message.isEmpty()) {
      message = shortened(message, json.length);
      json = serialize(fitting.withMessage(message + CUT));
    }
    return json;
  }

  private static WorkReport withFewerFiles(WorkReport report) {
    var fewer = report;
    while (fewer.result() instanceof BackedUp backup
        && !backup.files().isEmpty()
        && serialize(fewer).length > MAX_BYTES) {
      fewer = fewer.withResult(backup.withoutTheLastFile());
    }
    return fewer;
  }

  private static WorkReport withFewerTables(WorkReport report) {
    var fewer = report;
    while (fewer.result() instanceof Observation seen
        && seen.drift() != null
        && !seen.drift().tables().isEmpty()
        && serialize(fewer).length > MAX_BYTES) {
      fewer = fewer.withResult(seen.withoutTheLastTable());
    }
    return fewer;
  }

  private static WorkReport withFewerConflicts(WorkReport report) {
    var fewer = report;
    while (fewer.result() instanceof Merged merged
        && !merged.first().isEmpty()
        && serialize(fewer).length > MAX_BYTES) {
      fewer = fewer.withResult(merged.withoutTheLastConflict());
    }
    return fewer;
  }

  public static WorkReport read(byte[] json) {
    try {
      return JSON.readValue(json, WorkReport.class);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** In proportion, since a character takes one byte or many; the caller looks again. */
  private static String shortened(String message, int bytes) {
    var end = Math.max(0, message.length() * MAX_BYTES / bytes - 2 * CUT.length());
    var splitsSurrogates = end > 0 && Character.isHighSurrogate(message.charAt(end - 1));
    return message.substring(0, splitsSurrogates ? end - 1 : end);
  }

  private static byte[] serialize(WorkReport report) {
    try {
      return JSON.writeValueAsString(report).getBytes(UTF_8);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }
}
