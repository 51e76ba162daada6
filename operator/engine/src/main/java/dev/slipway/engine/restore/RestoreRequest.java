package dev.slipway.engine.restore;

import java.nio.file.Path;
import java.util.Map;

/**
 * What is to be restored, and to where.
 *
 * @param storage the folder that each claim's archive goes to; a claim that is not named stays as
 *     it is
 * @param statements what else the session does
 */
public record RestoreRequest(
    String location, Map<String, Path> storage, RestoreStatements statements, RestoreTerms terms) {
  public RestoreRequest {
    storage = Map.copyOf(storage);
  }

  public RestoreRequest(String location, Map<String, Path> storage) {
    this(location, storage, RestoreStatements.NONE, RestoreTerms.PLAIN);
  }

  public RestoreRequest(String location, Map<String, Path> storage, RestoreStatements statements) {
    this(location, storage, statements, RestoreTerms.PLAIN);
  }
}
