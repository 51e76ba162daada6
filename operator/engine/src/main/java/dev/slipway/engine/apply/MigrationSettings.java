package dev.slipway.engine.apply;

import dev.slipway.engine.finding.Acceptance;
import dev.slipway.engine.finding.Finding;
import dev.slipway.engine.finding.Verdict;
import dev.slipway.engine.structure.StructurePlan;
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
 */
public record MigrationSettings(
    String schema,
    boolean destructive,
    List<Acceptance> accept,
    Duration lockPatience,
    @Nullable UndoKeeper undo) {
  private static final Duration LOCK_PATIENCE = Duration.ofSeconds(30);

  public MigrationSettings {
    accept = List.copyOf(accept);
  }

  /** Nothing may be lost, and nothing is overruled. */
  public static MigrationSettings of(String schema) {
    return new MigrationSettings(schema, false, List.of(), LOCK_PATIENCE, null);
  }

  public MigrationSettings withDestructive(boolean allowed) {
    return new MigrationSettings(schema, allowed, accept, lockPatience, undo);
  }

  public MigrationSettings withAccept(List<Acceptance> accepted) {
    return new MigrationSettings(schema, destructive, accepted, lockPatience, undo);
  }

  public MigrationSettings withUndo(UndoKeeper keeper) {
    return new MigrationSettings(schema, destructive, accept, lockPatience, keeper);
  }

  public MigrationSettings withLockPatience(Duration patience) {
    return new MigrationSettings(schema, destructive, accept, patience, undo);
  }

  /** Whether anything is refused that nobody has overruled. */
  boolean refuses(List<Finding> findings) {
    return !Verdict.of(findings, accept).refusals().isEmpty();
  }

  /** Fails with all refusals at once that nobody has overruled. */
  void requireNothingRefused(List<Finding> findings) {
    StructurePlan.requireNothingRefused(Verdict.of(findings, accept).standing());
  }
}
