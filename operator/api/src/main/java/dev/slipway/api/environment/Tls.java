package dev.slipway.api.environment;

import static java.util.Objects.requireNonNullElse;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.slipway.api.reference.SecretKeyReference;
import io.fabric8.generator.annotation.Default;
import org.jspecify.annotations.Nullable;

/** Encryption of the connection to a database. */
public record Tls(
    @Default("VerifyFull") @JsonPropertyDescription("How far the server's certificate is checked.")
        TlsMode mode,
    @JsonPropertyDescription("The authority that the server's certificate is checked against.")
        @Nullable SecretKeyReference caSecret) {
  static final Tls DEFAULT = new Tls(TlsMode.VERIFY_FULL, null);

  public Tls {
    mode = requireNonNullElse(mode, TlsMode.VERIFY_FULL);
  }
}
