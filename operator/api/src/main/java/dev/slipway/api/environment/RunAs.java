package dev.slipway.api.environment;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Min;
import org.jspecify.annotations.Nullable;

/** Who a worker runs as, so that it can read and write the app's files. */
public record RunAs(
    @Min(0) @JsonPropertyDescription("User id.") @Nullable Long user,
    @Min(0) @JsonPropertyDescription("Group id.") @Nullable Long group,
    @Min(0)
        @JsonPropertyDescription(
            "Group that the claim's files are given to, where they are not its yet.")
        @Nullable Long fsGroup) {}
