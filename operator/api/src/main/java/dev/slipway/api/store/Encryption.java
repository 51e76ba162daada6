package dev.slipway.api.store;

import static java.util.Objects.requireNonNullElse;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.slipway.api.reference.SecretKeyReference;
import dev.slipway.api.schema.AgeRecipient;
import dev.slipway.api.schema.Items;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Encryption in the age format, to public keys: whoever writes a backup cannot read it. */
@ValidationRule(
    value = "self.recipients.size() > 0",
    message = "name at least one recipient, or leave encryption out")
public record Encryption(
    @Required
        @Items(max = 16, distinct = true)
        @JsonPropertyDescription("Public age keys, each of which can read the backups.")
        List<@AgeRecipient String> recipients,
    @Nullable
        @JsonPropertyDescription(
            "An age identity that can read them; only where something is to be decrypted.")
        SecretKeyReference identitySecret) {
  public Encryption {
    recipients = requireNonNullElse(recipients, List.of());
  }
}
