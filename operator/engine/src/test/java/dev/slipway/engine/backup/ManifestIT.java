package dev.slipway.engine.backup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.engine.EngineException;
import dev.slipway.engine.FailureCode;
import dev.slipway.engine.file.Digest;
import dev.slipway.engine.store.Failures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A manifest is believed only as it was written. */
class ManifestIT {
  private final BackupBench bench = new BackupBench();
  private final Path manifest = bench.file("manifest.json");

  @BeforeEach
  void backedUp() throws SQLException {
    bench.backUp(SampleApp.create());
  }

  @Test
  void itsDigestIsTheNameOfAnObjectBesideIt() throws IOException {
    var digest = Digest.of(Files.readAllBytes(manifest)).hex();

    assertThat(bench.file("manifest-" + digest)).hasContent(digest + "  manifest.json\n");
  }

  @Test
  void isReadAsItWasWritten() {
    assertThat(bench.verify())
        .isEqualTo(new BackupReader(bench.store()).read(BackupBench.LOCATION));
  }

  @ParameterizedTest
  @CsvSource({"10000, 10001", "uid-of-shop, uid-of-mart", "a test, A test"})
  void isRefusedWhereItWasChanged(String before, String after) throws IOException {
    rewrite(Files.readString(manifest).replace(before, after));

    var refused = refusal();

    assertThat(refused.code()).isEqualTo(FailureCode.BACKUP_DAMAGED);
    assertThat(refused).hasMessageContaining("is not the one that was written");
  }

  @Test
  void isRefusedWhereItWasChangedTogetherWithItsDigest() throws IOException {
    var changed = Files.readString(manifest).replace("10000", "10001");
    rewrite(changed);
    Files.writeString(bench.file("manifest-" + Digest.of(Files.readAllBytes(manifest)).hex()), "");

    var refused = refusal();

    assertThat(refused.code()).isEqualTo(FailureCode.BACKUP_DAMAGED);
    assertThat(refused).hasMessageContaining("more than one digest");
  }

  @Test
  void isRefusedWithoutItsDigest() throws IOException {
    Files.delete(sibling());

    var refused = refusal();

    assertThat(refused.code()).isEqualTo(FailureCode.BACKUP_DAMAGED);
    assertThat(refused).hasMessageContaining("no manifest-<sha256> lies beside");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "[]", "7", "{\"formatVersion\": \"new\"}", "{\"name\": \"a pod\"}"})
  void isRefusedWhereItIsOfSomebodyElse(String foreign) throws IOException {
    rewrite(foreign);

    var refused = refusal();

    assertThat(refused.code()).isEqualTo(FailureCode.BACKUP_DAMAGED);
    assertThat(refused).hasMessageContaining("no manifest of Slipway's");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{\"formatVersion\"", "PK", "{} {}"})
  void isRefusedWhereItIsNoJson(String damaged) throws IOException {
    rewrite(damaged);

    assertThat(refusal().code()).isEqualTo(FailureCode.BACKUP_DAMAGED);
  }

  @ParameterizedTest
  @ValueSource(strings = {"environmentUid", "scope", "storage", "started", "entries", "sha256"})
  void isRefusedWhereItDoesNotSayAll(String field) throws IOException {
    var json = Files.readString(manifest);
    Files.delete(sibling());
    rewrite(json.replaceFirst("\"" + field + "\" :", "\"x\" :"));
    Files.writeString(bench.file("manifest-" + Digest.of(Files.readAllBytes(manifest)).hex()), "");

    assertThat(refusal().code()).isEqualTo(FailureCode.BACKUP_DAMAGED);
  }

  @Test
  void isRefusedWhereItIsOfTheFuture() throws IOException {
    rewrite(Files.readString(manifest).replace("\"formatVersion\" : 1", "\"formatVersion\" : 2"));

    var refused = refusal();

    assertThat(refused.code()).isEqualTo(FailureCode.FORMAT_UNKNOWN);
    assertThat(refused).hasMessageContaining("use a newer one");
  }

  @Test
  void aBackupThatWasNeverFinishedIsNone() throws IOException {
    Files.delete(manifest);

    var refused = refusal();

    assertThat(refused.code()).isEqualTo(FailureCode.BACKUP_INCOMPLETE);
    assertThat(refused).hasMessageContaining("never finished");
  }

  @Test
  void aPlaceWithoutAnythingIsNoBackup() {
    var refused = Failures.of(() -> new BackupReader(bench.store()).read("shop-production/other"));

    assertThat(refused.code()).isEqualTo(FailureCode.BACKUP_INCOMPLETE);
    assertThat(refused).hasMessageContaining("there is nothing at shop-production/other");
  }

  private void rewrite(String json) throws IOException {
    Files.writeString(manifest, json);
  }

  private Path sibling() throws IOException {
    try (Stream<Path> files = Files.list(manifest.getParent())) {
      return files
          .filter(it -> it.getFileName().toString().startsWith("manifest-"))
          .findFirst()
          .orElseThrow();
    }
  }

  private EngineException refusal() {
    return Failures.of(bench::verify);
  }
}
