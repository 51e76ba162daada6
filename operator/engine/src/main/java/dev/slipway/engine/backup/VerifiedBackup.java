package dev.slipway.engine.backup;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.slipway.engine.finding.Finding;
import java.util.List;

/**
 * A backup whose every stored byte was found as it was written.
 *
 * @param verifiedHow what is known of how its contents can be read
 */
public record VerifiedBackup(BackupManifest manifest, VerifiedHow verifiedHow) {
  /** What a person should know of a backup, though it is whole. */
  @JsonProperty(access = JsonProperty.Access.READ_ONLY)
  public List<Finding> findings() {
    return KeyMaterial.inClear(manifest);
  }
}
