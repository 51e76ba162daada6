package dev.slipway.api.check;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.slipway.api.schema.ExactlyOneOf;
import dev.slipway.api.schema.Word;
import io.fabric8.generator.annotation.Required;
import org.jspecify.annotations.Nullable;

/** One thing that has to hold before users are let in again. */
@ExactlyOneOf({"http", "sql", "job"})
public record Check(
    @Required @JsonPropertyDescription("What the check is called in status and record.") @Word
        String name,
    @Nullable @JsonPropertyDescription("Ask the app, past the maintenance page.") HttpCheck http,
    @Nullable @JsonPropertyDescription("Ask the database.") SqlCheck sql,
    @Nullable @JsonPropertyDescription("Run a Job of your own.") JobCheck job) {}
