package dev.slipway.api.restore;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.slipway.api.schema.ExactlyOneOf;
import dev.slipway.api.schema.NamespaceName;
import dev.slipway.api.schema.ObjectName;
import io.fabric8.generator.annotation.ValidationRule;
import org.jspecify.annotations.Nullable;

/** What is restored: a Backup by name, or a place in a store. */
@ExactlyOneOf({"name", "location"})
@ValidationRule(
    value = "!has(self.__namespace__) || has(self.name)",
    message = "namespace belongs to the name of a Backup")
public record BackupSource(
    @JsonPropertyDescription(
            "Namespace of the Backup, with its environment's consent; absent: this one.")
        @Nullable
        @NamespaceName
        String namespace,
    @JsonPropertyDescription("Name of the Backup.") @Nullable @ObjectName String name,
    @JsonPropertyDescription("A place in a store, opened with Secrets of this namespace.")
        @Nullable BackupLocation location) {}
