package dev.slipway.engine.storage;

import java.nio.file.Path;
import java.util.List;

/**
 * A folder of an app's storage.
 *
 * @param excluded what stays out, as globs on the path below the folder, such as {@code logs/**}
 */
public record StorageFolder(String claim, Path path, List<String> excluded) {
  public StorageFolder {
    excluded = List.copyOf(excluded);
  }

  public String objectName() {
    return "storage-" + claim + ".tar.zst";
  }
}
