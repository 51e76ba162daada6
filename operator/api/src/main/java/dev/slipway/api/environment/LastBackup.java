package dev.slipway.api.environment;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.slipway.api.schema.ObjectName;
import dev.slipway.api.schema.Word;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The newest complete backup. */
public record LastBackup(
    @JsonPropertyDescription("Name of the Backup.") @Nullable @ObjectName String name,
    @JsonPropertyDescription("When it was complete.") @Nullable Instant finishedAt,
    @JsonPropertyDescription("Its size, such as 640Mi.") @Nullable @Word String size) {}
