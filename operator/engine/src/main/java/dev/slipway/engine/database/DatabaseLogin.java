package dev.slipway.engine.database;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Where a database is, and who we are there.
 *
 * @param authority the certificate that the server's is checked against; absent: those that the
 *     system trusts
 */
public record DatabaseLogin(
    String host,
    int port,
    String database,
    String user,
    Password password,
    TlsMode tls,
    @Nullable Path authority) {

  /** For messages: where, and who, and nothing more. */
  public String inWords() {
    return user + "@" + host + ":" + port + "/" + database;
  }
}
