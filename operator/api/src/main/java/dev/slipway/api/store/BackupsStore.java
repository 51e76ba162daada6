package dev.slipway.api.store;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.ValidationRule;
import org.jspecify.annotations.Nullable;

/** Where the backups of one environment are kept. */
@ValidationRule(
    value = "!has(self.requireEncryption) || !self.requireEncryption || has(self.encryption)",
    message = "requireEncryption needs encryption.recipients: give a public age key")
public record BackupsStore(
    @Required @JsonPropertyDescription("The bucket, this environment's own.") S3Location s3,
    @Nullable @JsonPropertyDescription("Absent where backups are stored in the clear.")
        Encryption encryption,
    @Default("false") @JsonPropertyDescription("Refuse to write a backup that is not encrypted.")
        boolean requireEncryption) {}
