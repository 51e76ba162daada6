package dev.slipway.api.backup;

import static java.util.Objects.requireNonNullElse;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.slipway.api.schema.DurationText;
import dev.slipway.api.schema.Fixed;
import dev.slipway.api.schema.Fixed.Since;
import dev.slipway.api.schema.ObjectName;
import dev.slipway.api.schema.Text;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Required;
import org.jspecify.annotations.Nullable;

public record BackupSpec(
    @Required
        @Fixed(Since.CREATED)
        @JsonPropertyDescription("The AppEnvironment of this namespace that is backed up.")
        @ObjectName
        String environment,
    @Default("Full") @Fixed(Since.CREATED) @JsonPropertyDescription("What the backup holds.")
        BackupScope scope,
    @Fixed(Since.CREATED)
        @JsonPropertyDescription("What this backup or checkpoint is for.")
        @Nullable
        @Text
        String description,
    @Fixed(Since.CREATED)
        @JsonPropertyDescription("How far it is proven; absent: as the environment says.")
        @Nullable Verification verify,
    @JsonPropertyDescription("How long it is kept; absent: as the environment's retention says.")
        @Nullable
        @DurationText
        String expiresAfter,
    @Default("false") @JsonPropertyDescription("Whether retention leaves it alone.") boolean pinned,
    @Default("Retain")
        @JsonPropertyDescription("What becomes of the stored backup when this object is deleted.")
        DeletionPolicy deletionPolicy,
    @Fixed(Since.CREATED)
        @JsonPropertyDescription("Take up a backup that is there, instead of making one.")
        @Nullable Adopt adopt) {
  public BackupSpec {
    scope = requireNonNullElse(scope, BackupScope.FULL);
    deletionPolicy = requireNonNullElse(deletionPolicy, DeletionPolicy.RETAIN);
  }
}
