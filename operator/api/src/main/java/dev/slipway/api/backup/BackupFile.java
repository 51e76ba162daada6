package dev.slipway.api.backup;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.slipway.api.schema.Line;
import dev.slipway.api.schema.Word;
import io.fabric8.generator.annotation.Required;
import org.jspecify.annotations.Nullable;

/** One object that a backup consists of. */
public record BackupFile(
    @Required @JsonPropertyDescription("Its name.") @Line String name,
    @JsonPropertyDescription("Its size in bytes.") @Nullable Long size,
    @JsonPropertyDescription("SHA-256 of the bytes as stored.") @Nullable @Word String sha256) {}
