package dev.slipway.api.plan;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.slipway.api.schema.Digest;
import dev.slipway.api.schema.NamespaceName;
import dev.slipway.api.schema.ObjectName;
import io.fabric8.generator.annotation.Required;
import org.jspecify.annotations.Nullable;

/** An environment that a merged release is built from, and what it brings. */
public record SourceFile(
    @Required @JsonPropertyDescription("The environment's namespace.") @NamespaceName
        String namespace,
    @Required @JsonPropertyDescription("The environment's name.") @ObjectName String name,
    @JsonPropertyDescription("What was built of it.") @Nullable @Digest String file,
    @JsonPropertyDescription("Rows that it adds to those of the base.") @Nullable Long added,
    @JsonPropertyDescription("Rows of the base that it changes.") @Nullable Long changed,
    @JsonPropertyDescription("Rows of the base that it removes.") @Nullable Long removed) {}
