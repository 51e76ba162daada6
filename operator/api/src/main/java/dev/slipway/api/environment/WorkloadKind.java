package dev.slipway.api.environment;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What may write to an app's database. */
public enum WorkloadKind {
  @JsonProperty("Deployment")
  DEPLOYMENT("Deployment"),
  @JsonProperty("StatefulSet")
  STATEFUL_SET("StatefulSet"),
  @JsonProperty("CronJob")
  CRON_JOB("CronJob");

  private final String kind;

  WorkloadKind(String kind) {
    this.kind = kind;
  }

  /** The kind as Kubernetes calls it. */
  public String kind() {
    return kind;
  }
}
