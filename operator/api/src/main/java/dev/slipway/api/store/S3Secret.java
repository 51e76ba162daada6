package dev.slipway.api.store;

import static java.util.Objects.requireNonNullElse;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.slipway.api.schema.DataKey;
import dev.slipway.api.schema.ObjectName;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Required;

/** A Secret of the same namespace that holds an S3 access key. */
public record S3Secret(
    @Required @JsonPropertyDescription("Name of a Secret in this namespace.") @ObjectName
        String name,
    @Default(DEFAULT_ACCESS_KEY_ID_KEY)
        @JsonPropertyDescription("The key that holds the access key's id.")
        @DataKey
        String accessKeyIdKey,
    @Default(DEFAULT_SECRET_ACCESS_KEY_KEY)
        @JsonPropertyDescription("The key that holds the access key's secret.")
        @DataKey
        String secretAccessKeyKey) {
  private static final String DEFAULT_ACCESS_KEY_ID_KEY = "accessKeyId";
  private static final String DEFAULT_SECRET_ACCESS_KEY_KEY = "secretAccessKey";

  public S3Secret {
    accessKeyIdKey = requireNonNullElse(accessKeyIdKey, DEFAULT_ACCESS_KEY_ID_KEY);
    secretAccessKeyKey = requireNonNullElse(secretAccessKeyKey, DEFAULT_SECRET_ACCESS_KEY_KEY);
  }
}
