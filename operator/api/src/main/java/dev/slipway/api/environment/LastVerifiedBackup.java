package dev.slipway.api.environment;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.slipway.api.backup.Verification;
import dev.slipway.api.schema.ObjectName;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The newest backup that was proven. */
public record LastVerifiedBackup(
    @JsonPropertyDescription("Name of the Backup.") @Nullable @ObjectName String name,
    @JsonPropertyDescription("When it was proven.") @Nullable Instant verifiedAt,
    @JsonPropertyDescription("How.") @Nullable Verification how) {}
