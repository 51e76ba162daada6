package dev.slipway.api.restore;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.slipway.api.store.Encryption;
import dev.slipway.api.store.S3Location;
import io.fabric8.generator.annotation.Required;
import org.jspecify.annotations.Nullable;

/** A backup in a store; the prefix is the backup's own folder. */
public record BackupLocation(
    @Required @JsonPropertyDescription("The bucket; prefix leads to the backup's folder.")
        S3Location s3,
    @JsonPropertyDescription("How the backup is decrypted.") @Nullable Encryption encryption) {}
