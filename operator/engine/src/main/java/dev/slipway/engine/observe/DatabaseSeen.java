package dev.slipway.engine.observe;

import java.util.List;

/**
 * Which database it is, how large, and what may be done in it.
 *
 * @param rights of the role that has asked, in words of their own
 */
public record DatabaseSeen(
    String serverVersion,
    String systemIdentifier,
    long databaseOid,
    long databaseBytes,
    int tables,
    List<String> rights) {
  public DatabaseSeen {
    rights = List.copyOf(rights);
  }
}
