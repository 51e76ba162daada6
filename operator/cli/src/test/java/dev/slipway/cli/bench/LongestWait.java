package dev.slipway.cli.bench;

import dev.slipway.testkit.postgres.Database;
import java.sql.SQLException;

/** Reads again and again, and remembers which time took longest. */
final class LongestWait implements Runnable {
  private final Database database;
  private final String query;
  private volatile boolean isOver;
  private volatile double longest;

  LongestWait(Database database, String query) {
    this.database = database;
    this.query = query;
  }

  @Override
  public void run() {
    try (var session = database.connect();
        var statement = session.createStatement()) {
      while (!isOver) {
        long began = System.nanoTime();
        statement.execute(query);
        longest = Math.max(longest, (System.nanoTime() - began) / 1e6);
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  void stop() {
    isOver = true;
  }

  double millis() {
    return longest;
  }
}
