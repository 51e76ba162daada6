package dev.slipway.engine.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.slipway.engine.FailureCode;
import dev.slipway.engine.store.DirectoryStore;
import dev.slipway.engine.store.Failures;
import dev.slipway.testkit.Scratch;
import dev.slipway.testkit.Unprivileged;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A store that is full while it is written to. */
class FullDiskIT {
  private final Path small = Scratch.folder("small");
  private boolean isMounted;

  @BeforeEach
  void smallDisk() throws IOException, InterruptedException {
    assumeThat(Unprivileged.isNeeded()).as("root, who may mount").isTrue();
    isMounted = run("mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", small.toString()) == 0;
    assumeThat(isMounted).as("a file system of its own").isTrue();
  }

  @AfterEach
  void noDisk() throws IOException, InterruptedException {
    if (isMounted) {
      run("umount", small.toString());
    }
  }

  @Test
  void leavesNothingBehind() throws IOException, SQLException {
    var app = SampleApp.create();
    app.run(
        """
        CREATE TABLE app.noise AS
        SELECT i, sha512(i::text::bytea) AS bytes FROM generate_series(1, 40000) i
        """);
    try (var store = new DirectoryStore(small)) {
      var bench = new BackupBench(store);

      var failure = Failures.of(() -> bench.backUp(app));

      assertThat(failure.code()).isEqualTo(FailureCode.OUT_OF_SPACE);
      assertThat(store.list("")).isEmpty();
      assertThat(files()).isEmpty();
    }
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> all = Files.walk(small)) {
      return all.filter(Files::isRegularFile).toList();
    }
  }

  private static int run(String... words) throws IOException, InterruptedException {
    return new ProcessBuilder(words).inheritIO().start().waitFor();
  }
}
