package dev.slipway.api.status;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.slipway.api.schema.Line;
import org.jspecify.annotations.Nullable;

/** Where the record of a run is kept. */
public record RecordLocation(
    @JsonPropertyDescription("The record, for programs.") @Nullable @Line String location,
    @JsonPropertyDescription("The record, as a page for people.") @Nullable @Line String page) {}
