package dev.slipway.controllers.restore;

import dev.slipway.api.backup.BackupScope;
import dev.slipway.api.environment.RunAs;
import dev.slipway.controllers.work.ClaimMount;
import dev.slipway.controllers.work.ClaimUser;
import dev.slipway.controllers.work.ClaimUser.Contested;
import dev.slipway.controllers.work.ClaimUser.Known;
import dev.slipway.engine.order.StorageMount;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The claims whose files a restore replaces, and as whom its worker can write them.
 *
 * @param mounts none where the database alone is restored
 * @param names that they have in the backup
 * @param user who can write them
 * @param isUserNamed whether the environment says as whom workers run
 */
record RestoredClaims(
    List<ClaimMount> mounts, ClaimNames names, ClaimUser user, boolean isUserNamed) {
  static final RestoredClaims NONE =
      new RestoredClaims(List.of(), ClaimNames.SAME, new Known(null), false);

  /** Only once target and backup are found. */
  static RestoredClaims of(RestoreView seen) {
    var names = ClaimNames.of(seen);
    var mounts =
        seen.spec().storage() && holdsFiles(seen)
            ? seen.target().getSpec().storage().stream()
                .filter(storage -> names.knows(storage.claim()))
                .map(storage -> new ClaimMount(storage, false))
                .toList()
            : List.<ClaimMount>of();
    var worker = seen.target().getSpec().worker();
    return new RestoredClaims(
        mounts,
        names,
        ClaimUser.of(seen.requireApp().objects(), mounts),
        worker != null && worker.runAs() != null);
  }

  private static boolean holdsFiles(RestoreView seen) {
    var backup = seen.backup();
    return backup == null || backup.getSpec().scope() == BackupScope.FULL;
  }

  /** As the backup names them. */
  List<StorageMount> inBackup() {
    return mounts.stream()
        .map(ClaimMount::mount)
        .map(it -> new StorageMount(names.inBackup(it.claim()), it.folder(), it.excluded()))
        .toList();
  }

  /** Why some files of the backup would have no place. */
  Optional<String> mismatch() {
    return Optional.ofNullable(names.homeless());
  }

  /** Why nobody could write all of them. */
  Optional<String> obstacle() {
    return user instanceof Contested(var message) && !isUserNamed
        ? Optional.of(message)
        : Optional.empty();
  }

  @Nullable RunAs runAs() {
    return user instanceof Known(var runAs) ? runAs : null;
  }
}
