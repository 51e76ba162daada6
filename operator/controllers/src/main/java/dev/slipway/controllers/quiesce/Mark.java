package dev.slipway.controllers.quiesce;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.slipway.api.status.RecordedObject;
import dev.slipway.controllers.work.Labels;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.io.UncheckedIOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What an object carries while it is changed: for whom, and how it was before. Where status is
 * lost, it is the truth.
 */
record Mark(Holder holder, RecordedObject before) {
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .defaultPropertyInclusion(
              JsonInclude.Value.construct(
                  JsonInclude.Include.NON_EMPTY, JsonInclude.Include.ALWAYS))
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build();

  /** The plan or restore that has the app closed. */
  record Holder(String kind, String namespace, String name, String uid) {}

  static Mark of(HasMetadata holder, RecordedObject before) {
    var metadata = holder.getMetadata();
    return new Mark(
        new Holder(
            holder.getKind(), metadata.getNamespace(), metadata.getName(), metadata.getUid()),
        before);
  }

  /** None as well where it is damaged, or speaks of another object: it may have been copied. */
  static Optional<Mark> on(HasMetadata object) {
    return text(object).map(Mark::read).filter(mark -> mark.speaksOf(object));
  }

  /** Whether there is anything, be it damaged. */
  static boolean isOn(HasMetadata object) {
    return text(object).isPresent();
  }

  static boolean isOn(HasMetadata object, HasMetadata holder) {
    return on(object).filter(mark -> mark.isOf(holder)).isPresent();
  }

  String json() {
    try {
      return JSON.writeValueAsString(this);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Optional<String> text(HasMetadata object) {
    return Optional.ofNullable(object.getMetadata().getAnnotations())
        .map(annotations -> annotations.get(Labels.QUIESCED));
  }

  private static @Nullable Mark read(String json) {
    try {
      return JSON.readValue(json, Mark.class);
    } catch (JsonProcessingException e) {
      return null;
    }
  }

  /** What people wrote may lack anything. */
  private boolean speaksOf(HasMetadata object) {
    return holder != null
        && before != null
        && object.getKind().equals(before.kind())
        && object.getMetadata().getUid().equals(before.uid());
  }

  private boolean isOf(HasMetadata candidate) {
    return candidate.getMetadata().getUid().equals(holder.uid());
  }
}
