package dev.slipway.api.plan;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Who lets a release begin. */
public enum ApprovalMode {
  @JsonProperty("Automatic")
  AUTOMATIC,
  /** A person who has read the preview. */
  @JsonProperty("Manual")
  MANUAL
}
