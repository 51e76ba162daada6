package dev.slipway.api.plan;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.slipway.api.schema.Digest;
import dev.slipway.api.schema.Word;
import io.fabric8.generator.annotation.ValidationRule;
import org.jspecify.annotations.Nullable;

/** Who lets a release begin, and having read what. */
@ValidationRule(
    value = "has(self.preview) == has(self.by)",
    message =
        "preview and by are set together: the preview's digest from status, and your own name")
public record Approval(
    @JsonPropertyDescription("Absent: Manual on Production, else Automatic.")
        @Nullable ApprovalMode mode,
    @JsonPropertyDescription("Digest of the preview that was read, from status.preview.")
        @Nullable
        @Digest
        String preview,
    @JsonPropertyDescription("Who approves: your own name.") @Nullable @Word String by) {}
