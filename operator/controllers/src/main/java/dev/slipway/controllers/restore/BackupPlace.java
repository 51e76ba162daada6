package dev.slipway.controllers.restore;

import static java.util.Objects.requireNonNull;
import static java.util.Objects.requireNonNullElse;

import dev.slipway.api.store.S3Location;
import dev.slipway.controllers.work.EnvironmentAccess;
import dev.slipway.engine.order.StoreAccess;
import org.jspecify.annotations.Nullable;

/**
 * Where a backup lies, and by which Secrets it is opened: always by those of the namespace of the
 * restore.
 *
 * @param store absent: the environment's own
 * @param location within it
 */
record BackupPlace(@Nullable StoreAccess store, String location) {
  /** Only once the backup was found. */
  static BackupPlace of(RestoreView seen, EnvironmentAccess access) {
    var named = seen.spec().backup().location();
    if (named != null) {
      var folder = folder(named.s3());
      int name = folder.lastIndexOf('/') + 1;
      return new BackupPlace(
          access.source(at(named.s3(), folder.substring(0, name), named.s3()), named.encryption()),
          folder.substring(name));
    }
    var status = requireNonNull(seen.backup(), "the backup was found").getStatus();
    var location = requireNonNull(status.location(), "the backup is complete");
    return seen.isIndependent()
        ? new BackupPlace(ofOrigin(seen, access), location)
        : new BackupPlace(null, location);
  }

  static boolean isBucketAlone(S3Location s3) {
    return folder(s3).isEmpty();
  }

  private static StoreAccess ofOrigin(RestoreView seen, EnvironmentAccess access) {
    var theirs = requireNonNull(seen.origin(), "the backup's environment was found");
    var ours = seen.target();
    var keys = seen.backupNamespace().equals(seen.namespace()) ? theirs : ours;
    var s3 = theirs.getSpec().stores().backups().s3();
    var held = keys.getSpec().stores().backups();
    return access.source(at(s3, requireNonNullElse(s3.prefix(), ""), held.s3()), held.encryption());
  }

  /**
   * @param keys whose Secrets open it
   */
  private static S3Location at(S3Location place, String prefix, S3Location keys) {
    return new S3Location(
        place.endpoint(),
        place.bucket(),
        prefix,
        place.region(),
        place.pathStyle(),
        keys.credentialsSecret(),
        keys.caSecret());
  }

  private static String folder(S3Location s3) {
    var prefix = requireNonNullElse(s3.prefix(), "");
    return prefix.endsWith("/") ? prefix.substring(0, prefix.length() - 1) : prefix;
  }
}
