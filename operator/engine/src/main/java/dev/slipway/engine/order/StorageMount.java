package dev.slipway.engine.order;

import java.util.List;

/**
 * A claim as an order names it: a folder of the worker's pod.
 *
 * @param excluded what stays out, as globs on the path below the folder
 */
public record StorageMount(String claim, String folder, List<String> excluded) {
  public StorageMount {
    excluded = List.copyOf(excluded);
  }
}
