package dev.slipway.api.store;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;

/** The two stores of an environment. */
public record Stores(
    @Required
        @JsonPropertyDescription("Migration files, previews, release records and validations.")
        ReleasesStore releases,
    @Required @JsonPropertyDescription("Backups, checkpoints and undo files.")
        BackupsStore backups) {}
