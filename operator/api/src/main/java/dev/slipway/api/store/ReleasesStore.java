package dev.slipway.api.store;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;

/**
 * Where migration files, previews, records and validations are kept: one place for a whole chain.
 */
public record ReleasesStore(
    @Required
        @JsonPropertyDescription(
            "The bucket that all environments of a chain name, each with credentials of its own.")
        S3Location s3) {}
