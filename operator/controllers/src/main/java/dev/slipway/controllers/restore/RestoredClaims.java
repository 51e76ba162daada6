package dev.slipway.controllers.restore;

import dev.slipway.api.backup.BackupScope;
import dev.slipway.api.environment.RunAs;
import dev.slipway.controllers.work.ClaimMount;
import dev.slipway.controllers.work.ClaimUser;
import dev.slipway.controllers.work.ClaimUser.Contested;
import dev.slipway.controllers.work.ClaimUser.Known;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The claims whose files a restore replaces, and as whom its worker can write them.
 *
 * @param mounts none where the database alone is restored
 */
record RestoredClaims(List<ClaimMount> mounts, ClaimUser user, boolean isUserNamed) {
  static final RestoredClaims NONE = new RestoredClaims(List.of(), new Known(null), false);

  /** Only once target and backup are found. */
  static RestoredClaims of(RestoreView seen) {
    var backup = seen.backup();
    var holdsFiles = backup != null && backup.getSpec().scope() == BackupScope.FULL;
    var mounts =
        seen.spec().storage() && holdsFiles
            ? seen.target().getSpec().storage().stream()
                .map(storage -> new ClaimMount(storage, false))
                .toList()
            : List.<ClaimMount>of();
    var worker = seen.target().getSpec().worker();
    return new RestoredClaims(
        mounts,
        ClaimUser.of(seen.requireApp().objects(), mounts),
        worker != null && worker.runAs() != null);
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
