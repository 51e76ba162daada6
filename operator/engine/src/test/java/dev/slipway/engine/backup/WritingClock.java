package dev.slipway.engine.backup;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** A clock that an app looks at, too: it writes a row just before the time is told at first. */
public final class WritingClock extends Clock {
  private final SampleApp app;
  private boolean hasWritten;

  WritingClock(SampleApp app) {
    this.app = app;
  }

  @Override
  public Instant instant() {
    if (!hasWritten) {
      hasWritten = true;
      write();
    }
    return BackupBench.NOON;
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    return this;
  }

  private void write() {
    try {
      app.run("INSERT INTO app.nodes VALUES (4711, 1)");
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
