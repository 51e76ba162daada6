package dev.slipway.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RepositoryTest {
  @Test
  void holdsThisModule() {
    assertThat(Repository.path("operator/testkit/pom.xml")).isRegularFile();
  }

  @Test
  void isFoundFromBelow(@TempDir Path root) throws IOException {
    Files.createDirectory(root.resolve(".mvn"));
    var below = Files.createDirectories(root.resolve("operator/testkit"));

    assertThat(Repository.above(below)).isEqualTo(root);
  }

  @Test
  void saysHowToNameItWhereItIsNotFound() {
    assertThatThrownBy(() -> Repository.above(Path.of("/")))
        .hasMessageContaining("-Dslipway.repository");
  }
}
