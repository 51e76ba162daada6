package dev.slipway.engine.retention;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Things of a store that no store has. */
final class Items {
  private Items() {}

  static StoredItem backup(String id, String at) {
    return of(ItemKind.BACKUP, "crm/" + id, "Full", at, null, false);
  }

  static StoredItem databaseOnly(String id, String at) {
    return of(ItemKind.BACKUP, "crm/" + id, "Database", at, null, false);
  }

  static StoredItem verified(String id, String at) {
    var mark = new VerifiedMark(Instant.parse(at), VerifiedMark.How.CHECKSUM);
    return of(ItemKind.BACKUP, "crm/" + id, "Full", at, mark, false);
  }

  static StoredItem pinned(String id, String at) {
    return of(ItemKind.BACKUP, "crm/" + id, "Full", at, null, true);
  }

  static StoredItem other(ItemKind kind, String location, String at) {
    return of(kind, location, "", at, null, false);
  }

  static StoredItem of(
      ItemKind kind,
      String location,
      String scope,
      String at,
      @Nullable VerifiedMark mark,
      boolean pinned) {
    var environment = location.substring(0, location.indexOf('/'));
    return new StoredItem(
        environment, location, kind, scope, Instant.parse(at), 1, "", mark, pinned, "");
  }
}
