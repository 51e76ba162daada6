package dev.slipway.api.plan;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.slipway.api.schema.Digest;
import dev.slipway.api.schema.Line;
import dev.slipway.api.schema.Word;
import io.fabric8.generator.annotation.Required;
import org.jspecify.annotations.Nullable;

/** What a release would do, in short. */
public record PreviewSummary(
    @Required @JsonPropertyDescription("Digest of the preview: what an approval names.") @Digest
        String digest,
    @JsonPropertyDescription("Where the whole preview is.") @Nullable @Line String location,
    @JsonPropertyDescription("Rows that come.") @Nullable Long added,
    @JsonPropertyDescription("Rows that change.") @Nullable Long changed,
    @JsonPropertyDescription("Rows that go.") @Nullable Long removed,
    @JsonPropertyDescription("Rows that stay as they are.") @Nullable Long kept,
    @JsonPropertyDescription("Findings that the approver should read.") @Nullable Integer warnings,
    @JsonPropertyDescription("How long the app will be closed, about.") @Nullable @Word
        String closedForAbout) {}
