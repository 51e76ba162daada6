package dev.slipway.testkit.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

@ParameterizedClass
@MethodSource("dev.slipway.testkit.postgres.PostgresInstallation#all")
class PostgresServerIT {
  private final PostgresInstallation installation;

  PostgresServerIT(PostgresInstallation installation) {
    this.installation = installation;
  }

  @Test
  void isOfTheMajorThatWasAskedFor() throws SQLException {
    var server = PostgresServer.shared(installation);

    var version = Sql.value(server.superuser(), "SHOW server_version");

    assertThat(version).startsWith(installation.major() + ".");
  }

  @Test
  void letsTheOwnerCreateTablesButIsNoSuperuser() throws SQLException {
    var database = PostgresServer.shared(installation).freshDatabase();

    Sql.run(database.connect(), "CREATE TABLE notes (id int PRIMARY KEY)");

    assertThat(Sql.value(database.connect(), "SHOW is_superuser")).isEqualTo("off");
  }

  @Test
  void refusesAWrongPassword() throws SQLException {
    var database = PostgresServer.shared(installation).freshDatabase();

    var stranger = database.as(database.user(), "guessed");

    assertThatThrownBy(stranger::connect)
        .isInstanceOfSatisfying(
            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("28P01"));
  }

  @Test
  void takesNamesThatNeedQuotes() throws SQLException {
    var server = PostgresServer.shared(installation);

    var database = server.createDatabase("Main \"A&B\" " + installation.major(), "Own'er");

    assertThat(Sql.value(database.connect(), "SELECT current_user")).isEqualTo("Own'er");
  }

  @Test
  void obeysTheSettingsOfTheTest() throws SQLException {
    try (var server = PostgresServer.options(installation).with("wal_level", "logical").start()) {
      assertThat(Sql.value(server.superuser(), "SHOW wal_level")).isEqualTo("logical");
    }
  }

  @Test
  void saysWhatIsWrongWithASetting() {
    var options = PostgresServer.options(installation).with("no_such_setting", "1");

    assertThatThrownBy(options::start).hasMessageContaining("no_such_setting");
  }

  @Test
  void keepsWhatWasCommittedWhenItIsKilled() throws SQLException {
    try (var server = PostgresServer.start(installation)) {
      var database = server.freshDatabase();
      Sql.run(database.connect(), "CREATE TABLE notes AS SELECT 42 AS id");

      server.kill();
      server.restart();

      assertThat(Sql.value(database.connect(), "SELECT id FROM notes")).isEqualTo("42");
    }
  }

  @Test
  void endsTheSessionsWhenItIsKilled() throws SQLException {
    try (var server = PostgresServer.start(installation);
        var session = server.superuser()) {
      server.kill();

      assertThat(session.isValid(1)).isFalse();
      assertThat(server.isAlive()).isFalse();
    }
  }

  @Test
  void leavesNothingWhenItIsClosed() {
    var server = PostgresServer.start(installation);

    server.close();

    assertThat(server.isAlive()).isFalse();
    assertThat(server.data()).doesNotExist();
  }

  @Test
  void leavesNoSharedMemoryWhenItIsKilled() throws IOException {
    try (var server = PostgresServer.start(installation)) {
      var keyAndId = Files.readAllLines(server.data().resolve("postmaster.pid")).get(6);
      var segment = keyAndId.strip().split(" +", -1)[1];
      assertThat(sharedMemory()).contains(segment);

      server.kill();

      assertThat(sharedMemory()).doesNotContain(segment);
    }
  }

  @Test
  void listensOnLoopbackOnly() throws SQLException {
    var server = PostgresServer.shared(installation);

    var listening =
        List.of(
            Sql.value(server.superuser(), "SHOW listen_addresses"),
            Sql.value(server.superuser(), "SHOW unix_socket_directories"));

    assertThat(listening).containsExactly("127.0.0.1", "");
  }

  private static List<String> sharedMemory() throws IOException {
    try (var segments = Files.lines(Path.of("/proc/sysvipc/shm"))) {
      return segments.map(it -> it.strip().split(" +", -1)[1]).toList();
    }
  }
}
