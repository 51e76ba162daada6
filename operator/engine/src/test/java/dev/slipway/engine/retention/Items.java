package dev.slipway.engine.retention;

import dev.slipway.engine.backup.BackupScope;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Things of a store that no store has. */
final class Items {
  private Items() {}

  static StoredItem backup(String id, String at) {
    return of(ItemKind.BACKUP, "crm/" + id, BackupScope.FULL, at, null, false);
  }

  static StoredItem databaseOnly(String id, String at) {
    return of(ItemKind.BACKUP, "crm/" + id, BackupScope.DATABASE, at, null, false);
  }

  static StoredItem verified(String id, String at) {
    var mark = new VerifiedMark(Instant.parse(at), VerifiedMark.How.CHECKSUM);
    return of(ItemKind.BACKUP, "crm/" + id, BackupScope.FULL, at, mark, false);
  }

  static StoredItem pinned(String id, String at) {
    return of(ItemKind.BACKUP, "crm/" + id, BackupScope.FULL, at, null, true);
  }

  static StoredItem other(ItemKind kind, String location, String at) {
    var scope =
        switch (kind) {
          case BACKUP -> BackupScope.FULL;
          case CHECKPOINT -> BackupScope.CONFIGURATION;
          default -> null;
        };
    return of(kind, location, scope, at, null, false);
  }

  static StoredItem of(
      ItemKind kind,
      String location,
      @Nullable BackupScope scope,
      String at,
      @Nullable VerifiedMark mark,
      boolean pinned) {
    var environment = location.substring(0, location.indexOf('/'));
    return new StoredItem(
        environment, location, kind, scope, Instant.parse(at), 1, "", mark, pinned, "");
  }
}
