package dev.slipway.testkit.postgres;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/** A database and the role that owns it, which is no superuser. */
public record Database(String host, int port, String name, String user, String password) {

  public String jdbcUrl() {
    return "jdbc:postgresql://%s:%s/%s".formatted(host, port, URLEncoder.encode(name, UTF_8));
  }

  /** A new connection, as the owner. */
  public Connection connect() throws SQLException {
    return DriverManager.getConnection(jdbcUrl(), user, password);
  }

  /** Another login to the same database. */
  public Database as(String otherUser, String otherPassword) {
    return new Database(host, port, name, otherUser, otherPassword);
  }

  @Override
  public String toString() {
    return "%s@%s:%s/%s".formatted(user, host, port, name);
  }
}
