package dev.slipway.api.plan;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What a person says of a release. */
public enum Verdict {
  @JsonProperty("Accepted")
  ACCEPTED,
  @JsonProperty("Rejected")
  REJECTED
}
