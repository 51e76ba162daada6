package dev.slipway.controllers.schedule;

import java.time.Instant;

/** A stretch of time in which an app may be closed; its end is not part of it. */
public record Opening(Instant start, Instant end) {
  boolean contains(Instant time) {
    return !time.isBefore(start) && time.isBefore(end);
  }
}
