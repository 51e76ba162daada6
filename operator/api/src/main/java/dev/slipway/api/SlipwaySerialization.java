package dev.slipway.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;

/**
 * How the four kinds become JSON and come back. What a newer version has stored can be read: fields
 * and words that this one does not know are passed over.
 */
public final class SlipwaySerialization {
  private SlipwaySerialization() {}

  public static KubernetesSerialization create() {
    var mapper = new ObjectMapper();
    var serialization = new KubernetesSerialization(mapper, true);
    mapper
        .setDefaultPropertyInclusion(JsonInclude.Include.NON_EMPTY)
        .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
        .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
        .enable(DeserializationFeature.READ_UNKNOWN_ENUM_VALUES_AS_NULL);
    return serialization;
  }
}
