package dev.slipway.controllers.backup;

import dev.slipway.api.environment.RunAs;
import dev.slipway.controllers.work.ClaimMount;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The app's files in a worker's pod.
 *
 * @param runAs who can read them; absent where it does not matter
 * @param node the only one where they can be mounted; absent where any will do
 */
record Mounting(List<ClaimMount> claims, @Nullable RunAs runAs, @Nullable String node) {
  static final Mounting NOTHING = new Mounting(List.of(), null, null);
}
