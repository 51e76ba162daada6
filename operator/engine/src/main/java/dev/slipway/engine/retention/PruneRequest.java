package dev.slipway.engine.retention;

import java.util.List;

/**
 * What is to be taken away.
 *
 * @param environment whose backups these are; empty: of all that the store has
 * @param referred locations of what releases refer to
 */
public record PruneRequest(String environment, RetentionPolicy policy, List<String> referred) {
  public PruneRequest {
    referred = List.copyOf(referred);
  }
}
