package dev.slipway.engine.order;

/**
 * A finding that a person overrules.
 *
 * @param finding its id
 */
public record Accepted(String finding, String reason) {
  /** That others are connected to a database while it is restored. */
  public static Accepted sessions(String database, String reason) {
    return new Accepted("session-connected:" + database, reason);
  }
}
