package dev.slipway.api.store;

import static java.util.Objects.requireNonNullElse;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.slipway.api.reference.SecretKeyReference;
import dev.slipway.api.schema.Line;
import dev.slipway.api.schema.Url;
import dev.slipway.api.schema.Word;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.ValidationRule;
import org.jspecify.annotations.Nullable;

/** A bucket, the part of it that is meant, and how to get in. */
@ValidationRule(
    value = "!has(self.caSecret) || self.endpoint.startsWith('https://')",
    message = "caSecret belongs to an https:// endpoint: change the endpoint or leave caSecret out")
@ValidationRule(
    value = "!has(self.prefix) || self.prefix == '' || self.prefix.endsWith('/')",
    message = "prefix must end with a /, such as crm/")
public record S3Location(
    @Required
        @JsonPropertyDescription("Address of the S3 service, such as https://s3.example.")
        @Url
        String endpoint,
    @Required @JsonPropertyDescription("Name of the bucket; it has to be there.") @Word
        String bucket,
    @Nullable @JsonPropertyDescription("Beginning of every object's name, ending with a /.") @Line
        String prefix,
    @Default(DEFAULT_REGION)
        @JsonPropertyDescription("The bucket's region, as requests are signed for it.")
        @Word
        String region,
    @Default("true")
        @JsonPropertyDescription(
            "Whether the bucket stands in the path of a request (most services) or in its host name.")
        Boolean pathStyle,
    @Required @JsonPropertyDescription("The access key; narrow rights are enough.")
        S3Secret credentialsSecret,
    @Nullable
        @JsonPropertyDescription("The authority that the service's certificate is checked against.")
        SecretKeyReference caSecret) {
  private static final String DEFAULT_REGION = "us-east-1";

  public S3Location {
    region = requireNonNullElse(region, DEFAULT_REGION);
    pathStyle = requireNonNullElse(pathStyle, true);
  }
}
