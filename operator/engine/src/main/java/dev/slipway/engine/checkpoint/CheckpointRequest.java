package dev.slipway.engine.checkpoint;

import dev.slipway.engine.file.BuildRequest;
import dev.slipway.engine.packing.Sealing;

/**
 * What is to be kept, and under which name.
 *
 * @param id of this one checkpoint; objects are written once
 * @param build by whose preset and rules a table is configuration
 */
public record CheckpointRequest(
    String environment,
    String environmentUid,
    String id,
    String description,
    BuildRequest build,
    Sealing sealing) {
  /** Where the checkpoint lies in its store. */
  public String location() {
    return environment + "/" + id;
  }
}
