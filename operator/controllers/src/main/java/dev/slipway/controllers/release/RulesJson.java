package dev.slipway.controllers.release;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.slipway.api.SlipwaySerialization;
import dev.slipway.api.plan.Rules;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/** The rules of a plan as the engine reads them: word for word. */
final class RulesJson {
  private static final ObjectMapper JSON = new ObjectMapper();

  private RulesJson() {}

  static JsonNode of(@Nullable Rules rules) {
    if (rules == null) {
      return JSON.createObjectNode();
    }
    try {
      return JSON.readTree(SlipwaySerialization.create().asJson(rules));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
