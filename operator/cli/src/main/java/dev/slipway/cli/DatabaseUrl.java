package dev.slipway.cli;

import dev.slipway.engine.EngineException;
import dev.slipway.engine.FailureCode;
import dev.slipway.engine.database.TlsMode;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A database as libpq names it: {@code postgresql://user@host:port/database?sslmode=...}. A
 * password in it is refused: arguments are seen by everybody on the machine.
 */
record DatabaseUrl(
    String host, int port, String database, String user, TlsMode tls, @Nullable Path authority) {
  private static final int DEFAULT_PORT = 5432;

  /** Whether a text is meant to be one. */
  static boolean isOne(String text) {
    return text.startsWith("postgresql:") || text.startsWith("postgres:");
  }

  static DatabaseUrl parse(String text) {
    return parse(uri(text));
  }

  /** The same of a server: where no database is named, it is logged in to the one that all have. */
  static DatabaseUrl parseServer(String text) {
    var url = uri(text);
    var path = url.getPath();
    return path == null || path.length() < 2
        ? parse(url.resolve("/postgres" + query(url)))
        : parse(url);
  }

  private static DatabaseUrl parse(URI url) {
    var user = url.getUserInfo();
    if (user == null || url.getHost() == null || url.getPath().length() < 2) {
      throw wrong("it must be postgresql://user@host:port/database");
    }
    if (user.contains(":")) {
      throw wrong("a password does not belong into it: use PGPASSWORD or --password-file");
    }
    return new DatabaseUrl(
        url.getHost(),
        url.getPort() < 0 ? DEFAULT_PORT : url.getPort(),
        url.getPath().substring(1),
        user,
        tlsMode(parameter(url, "sslmode")),
        authority(url));
  }

  private static String query(URI url) {
    return url.getRawQuery() == null ? "" : "?" + url.getRawQuery();
  }

  private static URI uri(String text) {
    try {
      var url = new URI(text);
      if ("postgresql".equals(url.getScheme()) || "postgres".equals(url.getScheme())) {
        return url;
      }
    } catch (URISyntaxException e) {
      // said below, without the text: it may hold a password
    }
    throw wrong("it must begin with postgresql://");
  }

  private static TlsMode tlsMode(@Nullable String name) {
    if (name == null) {
      return TlsMode.VERIFY_FULL;
    }
    return Arrays.stream(TlsMode.values())
        .filter(mode -> mode.libpqName().equals(name))
        .findFirst()
        .orElseThrow(
            () -> wrong("sslmode must be one of disable, require, verify-ca and verify-full"));
  }

  private static @Nullable Path authority(URI url) {
    var file = parameter(url, "sslrootcert");
    return file == null ? null : Path.of(file);
  }

  private static @Nullable String parameter(URI url, String name) {
    var query = url.getQuery();
    return query == null
        ? null
        : Arrays.stream(query.split("&"))
            .filter(pair -> pair.startsWith(name + "="))
            .map(pair -> pair.substring(name.length() + 1))
            .findFirst()
            .orElse(null);
  }

  private static EngineException wrong(String what) {
    return new EngineException(FailureCode.ORDER_INVALID, "not the address of a database: " + what);
  }
}
