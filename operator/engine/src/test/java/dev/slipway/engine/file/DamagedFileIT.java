package dev.slipway.engine.file;

import static dev.slipway.engine.file.Builds.build;
import static dev.slipway.engine.file.Builds.run;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.slipway.engine.EngineException;
import dev.slipway.engine.FailureCode;
import dev.slipway.engine.catalog.Catalog;
import dev.slipway.testkit.Scratch;
import dev.slipway.testkit.postgres.PostgresInstallation;
import dev.slipway.testkit.postgres.PostgresServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(Lifecycle.PER_CLASS)
class DamagedFileIT {
  /** No multiple of a block, so that each part of a header is hit in one entry or another. */
  private static final int STRIDE = 7;

  private final Path file = Scratch.folder("damaged").resolve("damaged");
  private final byte[] whole;
  private final Digest digest;
  private final Content content;

  DamagedFileIT() throws SQLException, IOException {
    var database = PostgresServer.shared(PostgresInstallation.newest()).freshDatabase();
    run(
        database,
        """
        CREATE TABLE pages (id int PRIMARY KEY, title text);
        CREATE TABLE orders (id int);
        INSERT INTO pages SELECT i, md5(i::text) FROM generate_series(1, 50) i;
        INSERT INTO orders VALUES (1), (2)""");
    var built = build(database);
    whole = Files.readAllBytes(built.path());
    digest = built.digest();
    content = read(whole);
  }

  @ParameterizedTest
  @ValueSource(bytes = {1, 8, (byte) 0x80, (byte) 0xff})
  void aFlippedByteIsAnotherDigest(byte bits) throws IOException {
    for (int offset = 0; offset < whole.length; offset += STRIDE * STRIDE) {
      var path = written(flipped(offset, bits));

      var failure = catchThrowable(() -> MigrationFileReader.open(path, digest).close());

      assertRefused(failure, FailureCode.DIGEST_MISMATCH, offset);
    }
  }

  @ParameterizedTest
  @ValueSource(bytes = {1, 8, (byte) 0x80, (byte) 0xff})
  void withoutADigestAFlippedByteIsRefusedOrChangesNothing(byte bits) throws IOException {
    for (int offset = 0; offset < whole.length; offset += STRIDE) {
      var damaged = flipped(offset, bits);
      var read = new ArrayList<Content>();

      var failure = catchThrowable(() -> read.add(read(damaged)));

      if (failure == null) {
        assertThat(read).as("flipped at %s", offset).containsExactly(content);
      } else {
        assertRefused(failure, FailureCode.FILE_DAMAGED, offset);
      }
    }
  }

  @Test
  void aFileThatIsCutIsRefused() throws IOException {
    for (int length = 0; length < whole.length; length += STRIDE) {
      var cut = Arrays.copyOf(whole, length);

      var failure = catchThrowable(() -> read(cut));

      assertRefused(failure, FailureCode.FILE_DAMAGED, length);
    }
  }

  @Test
  void aFileThatGoesOnIsRefused() {
    var longer = Arrays.copyOf(whole, whole.length + 1);

    var failure = catchThrowable(() -> read(longer));

    assertRefused(failure, FailureCode.FILE_DAMAGED, whole.length);
    assertThat(failure).hasMessageContaining("rows/1-pages.copy.zst");
  }

  private static void assertRefused(Throwable failure, FailureCode code, int offset) {
    assertThat(failure)
        .as("damaged at %s", offset)
        .isInstanceOfSatisfying(EngineException.class, e -> assertThat(e.code()).isEqualTo(code));
  }

  private byte[] flipped(int offset, byte bits) {
    var damaged = whole.clone();
    damaged[offset] ^= bits;
    return damaged;
  }

  private Path written(byte[] bytes) throws IOException {
    return Files.write(file, bytes);
  }

  private Content read(byte[] bytes) throws IOException {
    try (var reader = MigrationFileReader.open(written(bytes))) {
      var rows = new ArrayList<String>();
      for (var table : reader.manifest().tables()) {
        try (var stream = reader.rows(table)) {
          rows.add(table.name() + Digest.of(stream.readAllBytes()));
        }
      }
      return new Content(reader.structure(), rows);
    }
  }

  private record Content(Catalog structure, List<String> rows) {}
}
