package dev.slipway.engine.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.engine.FailureCode;
import dev.slipway.engine.store.Failures;
import dev.slipway.testkit.Scratch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;

class PostgresClientsTest {
  private final Path root = Scratch.folder("clients");
  private final PostgresClients clients = new PostgresClients(root);

  @Test
  void prefersTheMajorOfTheServer() throws IOException {
    install(15, "pg_dump", "pg_restore", "psql");
    install(16, "pg_dump", "pg_restore", "psql");
    install(17, "pg_dump", "pg_restore", "psql");

    assertThat(clients.forMajor(16).major()).isEqualTo(16);
  }

  @Test
  void takesTheNextMajorWhereTheSameIsNotThere() throws IOException {
    install(15, "pg_dump", "pg_restore", "psql");
    install(18, "pg_dump", "pg_restore", "psql");
    install(17, "pg_dump", "pg_restore", "psql");

    assertThat(clients.forMajor(16).major()).isEqualTo(17);
  }

  @Test
  void passesOverAnInstallationWithoutClients() throws IOException {
    install(16, "postgres");
    install(17, "pg_dump", "pg_restore", "psql");

    assertThat(clients.forMajor(16).major()).isEqualTo(17);
  }

  @Test
  void refusesWhereOnlyOlderOnesAreThere() throws IOException {
    install(15, "pg_dump", "pg_restore", "psql");

    var failure = Failures.of(() -> clients.forMajor(16));

    assertThat(failure.code()).isEqualTo(FailureCode.CLIENT_UNSUITABLE);
    assertThat(failure).hasMessageContaining("install postgresql-client-16");
  }

  private void install(int major, String... programs) throws IOException {
    var bin = Files.createDirectories(root.resolve(major + "/bin"));
    for (var name : List.of(programs)) {
      var file = Files.writeString(bin.resolve(name), "");
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
  }
}
