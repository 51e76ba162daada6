package dev.slipway.controllers.quiesce;

import dev.slipway.api.status.QuiesceRecord;
import java.time.Instant;
import java.util.List;

/** Writes down how an app is before anything is changed. */
public final class Recording {
  private Recording() {}

  public static QuiesceRecord of(App app, Instant now) {
    return new QuiesceRecord(List.of(), now);
  }
}
