package dev.slipway.api.environment;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What may write to an app's database. */
public enum WorkloadKind {
  @JsonProperty("Deployment")
  DEPLOYMENT,
  @JsonProperty("StatefulSet")
  STATEFUL_SET,
  @JsonProperty("CronJob")
  CRON_JOB
}
