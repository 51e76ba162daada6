package dev.slipway.api.plan;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.slipway.api.reference.ObjectReference;
import dev.slipway.api.schema.ExactlyOneOf;
import dev.slipway.api.schema.Items;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where a migration file comes from. */
@ExactlyOneOf({"environments", "plan", "file"})
@ValidationRule(
    value = "!has(self.environments) || self.environments.size() > 0",
    message = "name at least one environment to build from")
public record Source(
    @Items(
            max = 16,
            keys = {"namespace", "name"})
        @JsonPropertyDescription(
            "Development environments to build from; several make a merged release.")
        @Nullable List<ObjectReference> environments,
    @JsonPropertyDescription("A plan whose file is released here too, unchanged.")
        @Nullable ObjectReference plan,
    @JsonPropertyDescription("A file of the target's releases store.")
        @Nullable FileReference file) {}
