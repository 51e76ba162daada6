package dev.slipway.engine.backup;

import java.nio.file.Path;
import java.util.Map;

/**
 * What is to be restored, and to where.
 *
 * @param storage the folder that each claim's archive goes to; a claim that is not named stays as
 *     it is
 * @param statement what the same transaction does last, such as writing the row of a ledger, with
 *     the schema before every name, since the search path is empty there; empty for nothing
 */
public record RestoreRequest(String location, Map<String, Path> storage, String statement) {
  public RestoreRequest {
    storage = Map.copyOf(storage);
  }
}
