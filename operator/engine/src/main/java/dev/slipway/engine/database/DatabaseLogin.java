package dev.slipway.engine.database;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Where a database is, and who we are there.
 *
 * @param authority the certificate that the server's is checked against; absent: those that the
 *     system trusts
 * @param actsAs the role whose work we do, of which ours is a member: what we make is its own;
 *     absent: we are that role
 */
public record DatabaseLogin(
    String host,
    int port,
    String database,
    String user,
    Password password,
    TlsMode tls,
    @Nullable Path authority,
    @Nullable String actsAs) {

  /** Of the role whose work we do. */
  public DatabaseLogin(
      String host,
      int port,
      String database,
      String user,
      Password password,
      TlsMode tls,
      @Nullable Path authority) {
    this(host, port, database, user, password, tls, authority, null);
  }

  /** What a session is to be begun with besides, as libpq takes it; a blank before it. */
  public String actingOption() {
    return actsAs == null ? "" : " -c role=" + actsAs.replaceAll("[\\\\\\s]", "\\\\$0");
  }

  /** For messages: where, and who, and nothing more. */
  public String inWords() {
    return user + "@" + host + ":" + port + "/" + database;
  }
}
