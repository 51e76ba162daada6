package dev.slipway.engine.ledger;

import dev.slipway.engine.database.Transaction;
import java.sql.Connection;
import java.sql.SQLException;

/** The schema {@code slipway} of a target database: our own notes, next to what they are about. */
public final class SlipwaySchema {
  public static final String NAME = "slipway";

  /** Held by whoever changes the target or our notes; to others it is just a number. */
  static final long LOCK = 0x736c6970776179L;

  private static final String IS_COMPLETE = "SELECT to_regclass('slipway.role_fence') IS NOT NULL";

  private static final String CREATE =
      """
      CREATE SCHEMA IF NOT EXISTS slipway;
      CREATE SEQUENCE IF NOT EXISTS slipway.token_number;
      CREATE TABLE IF NOT EXISTS slipway.token (
        highest bool PRIMARY KEY DEFAULT true CHECK (highest),
        token   bigint NOT NULL
      );
      INSERT INTO slipway.token (token) VALUES (0) ON CONFLICT DO NOTHING;
      CREATE TABLE IF NOT EXISTS slipway.run (
        token         bigint PRIMARY KEY,
        run           text NOT NULL,
        step          text NOT NULL,
        attempt       int NOT NULL,
        environment   text NOT NULL,
        backend_pid   int,
        backend_start timestamptz,
        heartbeat     timestamptz NOT NULL,
        ended_at      timestamptz
      );
      CREATE TABLE IF NOT EXISTS slipway.ledger (
        run               text NOT NULL,
        step              text NOT NULL,
        digest            text NOT NULL,
        token             bigint NOT NULL,
        environment       text NOT NULL,
        system_identifier bigint NOT NULL,
        database_oid      oid NOT NULL,
        database_name     name NOT NULL,
        report            text NOT NULL,
        committed_at      timestamptz NOT NULL,
        PRIMARY KEY (run, step)
      );
      ALTER TABLE slipway.ledger ADD COLUMN IF NOT EXISTS restores bool NOT NULL DEFAULT false;
      CREATE TABLE IF NOT EXISTS slipway.fence (
        raised   bool PRIMARY KEY DEFAULT true CHECK (raised),
        previous bool
      );
      CREATE TABLE IF NOT EXISTS slipway.environment (
        environment       text PRIMARY KEY,
        name              text NOT NULL,
        system_identifier bigint NOT NULL,
        database_oid      oid NOT NULL,
        server_start      timestamptz NOT NULL,
        seen_at           timestamptz NOT NULL
      );
      ALTER TABLE slipway.environment
        ADD COLUMN IF NOT EXISTS contested_by text,
        ADD COLUMN IF NOT EXISTS contested_at timestamptz;
      CREATE TABLE IF NOT EXISTS slipway.baseline (
        environment    text PRIMARY KEY,
        run            text NOT NULL,
        taken_at       timestamptz NOT NULL,
        tables         jsonb NOT NULL,
        drifting_since timestamptz
      );
      CREATE TABLE IF NOT EXISTS slipway.role_fence (
        raised    bool PRIMARY KEY DEFAULT true CHECK (raised),
        raised_by name NOT NULL,
        connect   aclitem[] NOT NULL
      )
      """;

  private SlipwaySchema() {}

  /** Creates what is missing. Safe to repeat, and for several workers at once. */
  public static void ensure(Connection session) throws SQLException {
    if (isComplete(session)) {
      return;
    }
    try (var transaction = Transaction.begin(session);
        var statement = session.createStatement()) {
      lock(session); // IF NOT EXISTS alone fails when two sessions ask at the same time
      statement.execute(CREATE);
      transaction.commit();
    }
  }

  /** Waits until no other transaction of ours changes this database, and keeps others waiting. */
  public static void lock(Connection transaction) throws SQLException {
    try (var statement = transaction.prepareStatement("SELECT pg_advisory_xact_lock(?)")) {
      statement.setLong(1, LOCK);
      statement.execute();
    }
  }

  /** The last table that is created stands for all of them. */
  private static boolean isComplete(Connection session) throws SQLException {
    try (var statement = session.createStatement();
        var rows = statement.executeQuery(IS_COMPLETE)) {
      return rows.next() && rows.getBoolean(1);
    }
  }
}
