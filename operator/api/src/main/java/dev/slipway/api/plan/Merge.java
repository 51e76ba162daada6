package dev.slipway.api.plan;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.slipway.api.schema.Digest;
import dev.slipway.api.schema.Fixed;
import dev.slipway.api.schema.Fixed.Since;
import dev.slipway.api.schema.Items;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How files of several environments become one. */
public record Merge(
    @Fixed(Since.STARTED)
        @JsonPropertyDescription(
            "The file that all of them come from; absent: the one that the target runs.")
        @Nullable
        @Digest
        String base,
    @Fixed(Since.QUIESCING)
        @Items(max = 256)
        @JsonPropertyDescription("Which side is taken where two of them changed the same thing.")
        @Nullable List<Resolution> resolve) {}
