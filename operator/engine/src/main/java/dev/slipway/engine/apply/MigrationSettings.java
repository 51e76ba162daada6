package dev.slipway.engine.apply;

import dev.slipway.engine.Refusals;
import dev.slipway.engine.catalog.Catalog;
import dev.slipway.engine.catalog.Table;
import dev.slipway.engine.file.Manifest;
import dev.slipway.engine.finding.Acceptance;
import dev.slipway.engine.finding.Finding;
import dev.slipway.engine.finding.Verdict;
import dev.slipway.engine.preset.Naming;
import dev.slipway.engine.preset.Preset;
import dev.slipway.engine.preset.Presets;
import dev.slipway.engine.undo.UndoKeeper;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a migration is carried out.
 *
 * @param schema of the app's tables
 * @param destructive whether changes of structure may lose data
 * @param accept findings about this target that a person overrules
 * @param lockPatience how long to ask for the target's tables before giving up
 * @param undo keeps what is changed as it was; absent: nobody does, and nothing can be undone
 * @param app what is known of it beforehand; absent: what the file's origin names
 */
public record MigrationSettings(
    String schema,
    boolean destructive,
    List<Acceptance> accept,
    Duration lockPatience,
    @Nullable UndoKeeper undo,
    @Nullable KnownApp app) {
  private static final Duration LOCK_PATIENCE = Duration.ofSeconds(30);

  public MigrationSettings {
    accept = List.copyOf(accept);
  }

  /** What is known of an app, and how this target names its tables. */
  public record KnownApp(Preset preset, Naming naming) {}

  /** Nothing may be lost, and nothing is overruled. */
  public static MigrationSettings of(String schema) {
    return new MigrationSettings(schema, false, List.of(), LOCK_PATIENCE, null, null);
  }

  public MigrationSettings withDestructive(boolean allowed) {
    return new MigrationSettings(schema, allowed, accept, lockPatience, undo, app);
  }

  public MigrationSettings withAccept(List<Acceptance> accepted) {
    return new MigrationSettings(schema, destructive, accepted, lockPatience, undo, app);
  }

  public MigrationSettings withApp(Preset preset, Naming naming) {
    return new MigrationSettings(
        schema, destructive, accept, lockPatience, undo, new KnownApp(preset, naming));
  }

  /** By the preset that the file was built with, and the names that it has here, unless told. */
  KnownApp appOf(Manifest manifest, Catalog target) {
    if (app != null) {
      return app;
    }
    var preset = Presets.namedOrGeneric(manifest.origin().preset());
    var tables = target.tables().stream().map(Table::name).toList();
    return new KnownApp(preset, Naming.fitting(preset, tables));
  }

  public MigrationSettings withUndo(UndoKeeper keeper) {
    return new MigrationSettings(schema, destructive, accept, lockPatience, keeper, app);
  }

  public MigrationSettings withLockPatience(Duration patience) {
    return new MigrationSettings(schema, destructive, accept, patience, undo, app);
  }

  /** Whether anything is refused that nobody has overruled. */
  boolean refuses(List<Finding> findings) {
    return !Verdict.of(findings, accept).refusals().isEmpty();
  }

  /** Fails with all refusals at once that nobody has overruled. */
  void requireNothingRefused(List<Finding> findings) {
    Refusals.requireNone(Verdict.of(findings, accept).standing());
  }
}
