package dev.slipway.engine.order;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;

/** A report as JSON, short enough for a termination message. */
public final class ReportJson {
  /** What the kubelet keeps of a termination message. */
  public static final int MAX_BYTES = 4096;

  private static final String CUT = "… (cut)";
  private static final ObjectMapper JSON =
      JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

  private ReportJson() {}

  /** Cuts the message where the whole would be too long; every other field stays whole. */
  public static byte[] write(WorkReport report) {
    var json = serialize(report);
    var message = report.message();
    while (json.length > MAX_BYTES && !message.isEmpty()) {
      message = shortened(message, json.length);
      json = serialize(report.withMessage(message + CUT));
    }
    return json;
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
