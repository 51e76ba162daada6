package dev.slipway.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.engine.EngineException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordSourcesTest {
  private static final DatabaseUrl URL = DatabaseUrl.parse("postgresql://jane@db:6432/crm");

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({
    "db:6432:crm:jane:secret, secret",
    "*:*:*:*:secret, secret",
    "db:*:crm:jane:se\\:cr\\\\et, se:cr\\et",
  })
  void readsALineOfPgpass(String line, String password) throws IOException {
    var pgpass = Files.writeString(folder.resolve("pgpass"), "# mine\nother:1:a:b:no\n" + line);

    assertThat(new PasswordSources(null, null, pgpass).passwordFor(URL).reveal())
        .isEqualTo(password);
  }

  @Test
  void aFileThatIsNamedWinsOverAllElse() throws IOException {
    var file = Files.writeString(folder.resolve("password"), "from-file\n");
    var sources = new PasswordSources(file, "from-variable", folder.resolve("none"));

    assertThat(sources.passwordFor(URL).reveal()).isEqualTo("from-file");
  }

  @Test
  void saysWhereAPasswordCouldHaveComeFrom() {
    var sources = new PasswordSources(null, null, folder.resolve("none"));

    assertThatThrownBy(() -> sources.passwordFor(URL))
        .isInstanceOf(EngineException.class)
        .hasMessageContaining("PGPASSWORD")
        .hasMessageContaining("--password-file");
  }

  @ParameterizedTest
  @ValueSource(strings = {"crm", "mysql://a@b/c", "postgresql://b/c", "postgresql://a@b", "::"})
  void refusesWhatIsNoDatabase(String address) {
    assertThatThrownBy(() -> DatabaseUrl.parse(address))
        .isInstanceOf(EngineException.class)
        .hasMessageContaining("postgresql://");
  }
}
