package dev.slipway.api.environment;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.slipway.api.schema.Digest;
import dev.slipway.api.schema.ObjectName;
import dev.slipway.api.schema.Word;
import io.fabric8.generator.annotation.Required;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A migration file that is proven in an environment. */
public record ValidatedFile(
    @Required @JsonPropertyDescription("The file.") @Digest String digest,
    @JsonPropertyDescription("Since when.") @Nullable Instant since,
    @JsonPropertyDescription("The plan that brought it.") @Nullable @ObjectName String plan,
    @JsonPropertyDescription("Who signed off, where somebody had to.") @Nullable @Word String by) {}
