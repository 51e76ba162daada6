package dev.slipway.api.environment;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.slipway.api.schema.DurationText;
import dev.slipway.api.schema.NamespaceName;
import dev.slipway.api.schema.ObjectName;
import io.fabric8.generator.annotation.ValidationRule;
import org.jspecify.annotations.Nullable;

/**
 * An environment before this one: in this cluster by name, or in another by what it wrote to the
 * store.
 */
@ValidationRule(
    value = "has(self.evidence) != (has(self.__namespace__) && has(self.name))",
    message =
        "give namespace and name of an environment in this cluster, or evidence of one in another")
@ValidationRule(
    value = "has(self.__namespace__) == has(self.name)",
    message = "namespace and name belong together")
public record Upstream(
    @JsonPropertyDescription("Namespace of the environment.") @Nullable @NamespaceName
        String namespace,
    @JsonPropertyDescription("Name of the environment.") @Nullable @ObjectName String name,
    @JsonPropertyDescription("How long a file has to have been valid there.")
        @Nullable
        @DurationText
        String soak,
    @JsonPropertyDescription("A validation that another cluster wrote to the releases store.")
        @Nullable Evidence evidence) {}
