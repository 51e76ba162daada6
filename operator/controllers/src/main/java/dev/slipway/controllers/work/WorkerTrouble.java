package dev.slipway.controllers.work;

import java.time.Duration;

/**
 * Why a worker does not begin, or ended without a word of its own: what Job, pod and their events
 * say, in one word for each cause. What a worker says itself has reasons of its own.
 */
public enum WorkerTrouble {
  /** It ended without a report, and nobody else had a hand in it: its log says more. */
  FAILED("WorkerFailed"),
  /** Its node needed the room, or was drained. */
  EVICTED("WorkerEvicted"),
  /** It used more memory than it may. */
  OUT_OF_MEMORY("WorkerOutOfMemory"),
  /** It was at work for longer than its Job allows. */
  OUT_OF_TIME("WorkerDeadlineExceeded"),
  /** Somebody deleted its pod. */
  DELETED("WorkerDeleted"),
  /** It came to its end, and its report went with its pod before it was read. */
  UNREAD("ReportLost"),
  /** Nothing has been heard of its node for a minute. */
  NODE_LOST("NodeLost"),

  /** Its image is not to be had. */
  NO_IMAGE("ImageUnavailable"),
  /** No node takes its pod. */
  NO_NODE("Unschedulable"),
  /** The namespace's quota has no room for its pod. */
  NO_QUOTA("QuotaExceeded"),
  /** A policy, a webhook or the pod security of the namespace refuses its pod. */
  DENIED("AdmissionDenied"),
  /** A Secret that it mounts is not there. */
  NO_SECRET("SecretMissing"),
  /** A ConfigMap that it mounts is not there. */
  NO_CONFIG_MAP("ConfigMapMissing"),
  /** A claim that it mounts is not there. */
  NO_CLAIM("ClaimMissing"),
  /** A claim cannot be mounted where its pod is. */
  CLAIM_NOT_MOUNTABLE("ClaimNotMountable"),
  /** Nobody whom it may run as can read the claim's files. */
  CLAIM_NOT_READABLE("ClaimNotReadable"),
  /** Its container does not start, for another cause. */
  CANNOT_START("WorkerCannotStart");

  private static final Duration FOR_WHAT_IS_APPLIED_BESIDE_IT = Duration.ofSeconds(20);
  private static final Duration FOR_A_START = Duration.ofMinutes(2);

  private final String reason;

  WorkerTrouble(String reason) {
    this.reason = reason;
  }

  /** How long it may pass by itself: nodes are added and images pulled again, by the cluster. */
  Duration patience() {
    return switch (this) {
      case NO_SECRET, NO_CONFIG_MAP, NO_CLAIM, NO_QUOTA, DENIED, CLAIM_NOT_READABLE ->
          FOR_WHAT_IS_APPLIED_BESIDE_IT;
      default -> FOR_A_START;
    };
  }

  /** The word that conditions and events carry. */
  public String reason() {
    return reason;
  }
}
