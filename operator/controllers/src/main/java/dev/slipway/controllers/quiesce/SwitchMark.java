package dev.slipway.controllers.quiesce;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.slipway.controllers.work.Labels;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a Service carries while its users are sent elsewhere. Where status is lost, or the Restore
 * is gone, it is the truth.
 *
 * @param by the Restore that did it
 * @param before the selector as it was
 * @param after the selector as it was set
 */
record SwitchMark(String by, Map<String, String> before, Map<String, String> after) {
  private static final ObjectMapper JSON =
      JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

  /** None as well where it is damaged. */
  static Optional<SwitchMark> on(HasMetadata object) {
    return Optional.ofNullable(object.getMetadata().getAnnotations())
        .map(annotations -> annotations.get(Labels.SWITCHED))
        .map(SwitchMark::read)
        .filter(it -> it.before() != null && it.after() != null);
  }

  String json() {
    try {
      return JSON.writeValueAsString(this);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static @Nullable SwitchMark read(String json) {
    try {
      return JSON.readValue(json, SwitchMark.class);
    } catch (JsonProcessingException e) {
      return null;
    }
  }
}
