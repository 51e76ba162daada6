package dev.slipway.api.environment;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How far the database's certificate is checked. */
public enum TlsMode {
  @JsonProperty("Disable")
  DISABLE,
  /** Encrypted, to whomever. */
  @JsonProperty("Require")
  REQUIRE,
  /** Encrypted, to somebody whom the authority knows. */
  @JsonProperty("VerifyCa")
  VERIFY_CA,
  /** Encrypted, to the very host that was named. */
  @JsonProperty("VerifyFull")
  VERIFY_FULL
}
