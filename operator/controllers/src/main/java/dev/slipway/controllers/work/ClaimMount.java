package dev.slipway.controllers.work;

import dev.slipway.api.environment.StorageClaim;
import dev.slipway.engine.order.StorageMount;

/** A claim of the environment's namespace as a folder of the worker's pod. */
public record ClaimMount(StorageClaim storage, boolean readOnly) {
  private static final String ROOT = "/var/lib/slipway/storage/";

  /** As the worker's order names it. */
  public StorageMount mount() {
    return new StorageMount(storage.claim(), folder(), storage.exclude());
  }

  String folder() {
    return ROOT + storage.claim();
  }

  String volume() {
    return "storage-" + storage.claim();
  }
}
