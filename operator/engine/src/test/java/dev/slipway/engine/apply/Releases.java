package dev.slipway.engine.apply;

import dev.slipway.engine.bench.AppDatabase;
import dev.slipway.engine.file.BuildRequest;
import dev.slipway.engine.file.MigrationFileBuilder;
import dev.slipway.engine.file.MigrationFileReader;
import dev.slipway.engine.ledger.Attempt;
import dev.slipway.engine.ledger.FencingToken;
import dev.slipway.engine.ledger.SlipwaySchema;
import dev.slipway.engine.preset.Naming;
import dev.slipway.engine.preset.Presets;
import dev.slipway.engine.progress.ProgressSink;
import dev.slipway.engine.rules.RuleParser;
import dev.slipway.testkit.Scratch;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.function.Supplier;

/** Orders of a test, and workers that carry them out. */
final class Releases {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  /** Nothing may be lost, and nothing is overruled. */
  static final MigrationSettings SETTINGS = MigrationSettings.of("public");

  /** Structure may change in ways that lose data. */
  static final MigrationSettings DESTRUCTIVE = SETTINGS.withDestructive(true);

  private static final String END_OTHERS =
      "UPDATE slipway.run SET ended_at = now() WHERE run <> ? AND ended_at IS NULL";

  private Releases() {}

  static MigrationReport apply(AppDatabase target, MigrationFileReader file) {
    return migration(target).apply(file, order(target, 1));
  }

  static Migration migration(AppDatabase target) {
    return migration(target.sessions()::open);
  }

  static Migration migration(Supplier<Connection> sessions) {
    return migration(sessions, SETTINGS);
  }

  static Migration migration(AppDatabase target, MigrationSettings settings) {
    return migration(target.sessions()::open, settings);
  }

  static Migration migration(Supplier<Connection> sessions, MigrationSettings settings) {
    return new Migration(sessions, settings, ProgressSink.NONE);
  }

  /** The order of a worker that takes over from all before. */
  static MigrationOrder order(AppDatabase target, int number) {
    return order(target, number, "run");
  }

  static MigrationOrder order(AppDatabase target, int number, String run) {
    return order(target, new Attempt(run, "apply", number, "environment"));
  }

  /** Of somebody who takes something back. */
  static MigrationOrder undoOrder(AppDatabase target, int number, String run) {
    return order(target, new Attempt(run, Migration.UNDO, number, "environment"));
  }

  /** The workers of other runs have ended by then. */
  static MigrationOrder order(AppDatabase target, Attempt attempt) {
    try (var session = target.sessions().open();
        var ending = session.prepareStatement(END_OTHERS)) {
      SlipwaySchema.ensure(session);
      ending.setString(1, attempt.run());
      ending.executeUpdate();
      return new MigrationOrder(attempt, FencingToken.draw(session, attempt, PATIENCE), null);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A NocoBase, by its preset and these rules. */
  static MigrationFileReader nocoBase(AppDatabase development, String rules) {
    var built =
        MigrationFileBuilder.build(
            development.sessions(),
            new BuildRequest(
                "public", RuleParser.parse(rules), Presets.named("nocobase"), Naming.PLAIN),
            Scratch.folder("build"),
            ProgressSink.NONE);
    return MigrationFileReader.open(built.path(), built.digest());
  }
}
