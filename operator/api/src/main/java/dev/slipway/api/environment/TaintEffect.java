package dev.slipway.api.environment;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What a taint does to a pod that does not tolerate it. */
public enum TaintEffect {
  @JsonProperty("NoSchedule")
  NO_SCHEDULE,
  @JsonProperty("PreferNoSchedule")
  PREFER_NO_SCHEDULE,
  @JsonProperty("NoExecute")
  NO_EXECUTE
}
