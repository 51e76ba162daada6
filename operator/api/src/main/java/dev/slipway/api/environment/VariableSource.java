package dev.slipway.api.environment;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.slipway.api.schema.ExactlyOneOf;
import dev.slipway.api.schema.ObjectName;
import org.jspecify.annotations.Nullable;

/** Where some of the app's variables are kept; only their names are ever read. */
@ExactlyOneOf({"configMap", "secret"})
public record VariableSource(
    @JsonPropertyDescription("Name of a ConfigMap in this namespace.") @Nullable @ObjectName
        String configMap,
    @JsonPropertyDescription("Name of a Secret in this namespace.") @Nullable @ObjectName
        String secret) {}
