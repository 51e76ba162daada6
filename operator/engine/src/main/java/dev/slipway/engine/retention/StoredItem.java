package dev.slipway.engine.retention;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.slipway.engine.backup.BackupScope;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something in a backups store.
 *
 * @param environment its folder; empty for what lies beside them
 * @param location its folder, or the key of a single object
 * @param scope of a backup or checkpoint; absent for anything else
 * @param at of a backup the moment of its snapshot; of others when they were last written to
 * @param verified when it was last read back and found whole; absent where nobody has left word
 * @param pinned whether somebody has said that it stays
 * @param note what a person should know; mostly empty
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record StoredItem(
    String environment,
    String location,
    ItemKind kind,
    @Nullable BackupScope scope,
    Instant at,
    long bytes,
    String description,
    @Nullable VerifiedMark verified,
    boolean pinned,
    String note) {
  /** The folder of an object that stands for itself; of a backup its own. */
  String folder() {
    return kind == ItemKind.UNDO ? location.substring(0, location.lastIndexOf('/')) : location;
  }
}
