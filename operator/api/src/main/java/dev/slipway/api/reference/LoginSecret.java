package dev.slipway.api.reference;

import static java.util.Objects.requireNonNullElse;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.slipway.api.schema.DataKey;
import dev.slipway.api.schema.ObjectName;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Required;

/** A Secret of the same namespace that holds a user's name and password. */
public record LoginSecret(
    @Required @JsonPropertyDescription("Name of a Secret in this namespace.") @ObjectName
        String name,
    @Default(DEFAULT_USERNAME_KEY)
        @JsonPropertyDescription("The key that holds the user's name.")
        @DataKey
        String usernameKey,
    @Default(DEFAULT_PASSWORD_KEY)
        @JsonPropertyDescription("The key that holds the password.")
        @DataKey
        String passwordKey) {
  private static final String DEFAULT_USERNAME_KEY = "username";
  private static final String DEFAULT_PASSWORD_KEY = "password";

  public LoginSecret {
    usernameKey = requireNonNullElse(usernameKey, DEFAULT_USERNAME_KEY);
    passwordKey = requireNonNullElse(passwordKey, DEFAULT_PASSWORD_KEY);
  }
}
