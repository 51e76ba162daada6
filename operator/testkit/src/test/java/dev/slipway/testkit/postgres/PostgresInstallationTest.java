package dev.slipway.testkit.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostgresInstallationTest {
  @TempDir private Path folder;

  @Test
  void isFoundByItsInitdb() throws IOException {
    install("16", "initdb");

    assertThat(PostgresInstallation.below(folder))
        .containsExactly(new PostgresInstallation(16, folder.resolve("16/bin")));
  }

  @Test
  void isNoneWhereOnlyTheClientIsInstalled() throws IOException {
    install("17", "pg_dump");

    assertThat(PostgresInstallation.below(folder)).isEmpty();
  }

  @Test
  void isNoneWhereNothingIsInstalled() {
    assertThat(PostgresInstallation.below(folder.resolve("missing"))).isEmpty();
  }

  @Test
  void knowsWhichProgramsItHas() throws IOException {
    install("16", "initdb");

    var found = PostgresInstallation.below(folder).getFirst();

    assertThat(found.program("initdb")).contains(folder.resolve("16/bin/initdb"));
    assertThat(found.program("pg_dump")).isEmpty();
  }

  private void install(String major, String program) throws IOException {
    var programs = Files.createDirectories(folder.resolve(major).resolve("bin"));
    var executable = PosixFilePermissions.fromString("rwxr-xr-x");
    Files.createFile(programs.resolve(program), PosixFilePermissions.asFileAttribute(executable));
  }
}
