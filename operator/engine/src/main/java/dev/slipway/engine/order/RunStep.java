package dev.slipway.engine.order;

/**
 * Which attempt at which step of which run an order is for.
 *
 * @param run the uid of the object that wants it done, and its nonce
 * @param environmentUid uid of the AppEnvironment
 * @param environment namespace.name of the AppEnvironment: its folder in the releases store; its
 *     folder in the backups store is the name alone
 */
public record RunStep(
    String run, String environmentUid, String environment, String step, int attempt) {
  /** A namespace has no dots. */
  public String backupsFolder() {
    return environment.substring(environment.indexOf('.') + 1);
  }
}
