package dev.slipway.engine.order;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * A database as an order names it: credentials are files of the worker's pod, never values.
 *
 * @param tls in libpq's words, such as {@code verify-full}
 * @param app absent: it is the app's own login
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record DatabaseAccess(
    String host,
    int port,
    String database,
    String schema,
    String tls,
    String userFile,
    String passwordFile,
    @Nullable String authorityFile,
    @Nullable AppRole app) {
  @JsonCreator
  public DatabaseAccess {}

  /** Logged in to as the app itself. */
  public DatabaseAccess(
      String host,
      int port,
      String database,
      String schema,
      String tls,
      String userFile,
      String passwordFile,
      @Nullable String authorityFile) {
    this(host, port, database, schema, tls, userFile, passwordFile, authorityFile, null);
  }

  /** Whether the app's role is kept out by its fence, and not only from writing. */
  public boolean shutsAppOut() {
    return app != null && app.shutOut();
  }

  /**
   * The app's role, where the login is that of another.
   *
   * @param userFile with its name: the worker acts as it
   * @param shutOut whether the fence is to let it in no more
   */
  public record AppRole(String userFile, boolean shutOut) {}
}
