package dev.slipway.engine.backup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.engine.FailureCode;
import dev.slipway.engine.storage.StorageFolder;
import dev.slipway.engine.store.Failures;
import dev.slipway.testkit.Scratch;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A backup that is not what was written is refused, before the target is touched. */
class DamageIT {
  private final BackupBench bench = new BackupBench();
  private final Path storage = Scratch.folder("storage");

  @ParameterizedTest
  @CsvSource({
    "database.dump.zst, 0.0",
    "database.dump.zst, 0.3",
    "database.dump.zst, 0.9999",
    "storage-uploads.tar.zst, 0.0",
    "storage-uploads.tar.zst, 0.5",
    "storage-uploads.tar.zst, 0.999"
  })
  void noticesAFlippedByte(String name, double where) throws Exception {
    var app = backedUpApp();
    var before = app.hashes();
    var bytes = Files.readAllBytes(bench.file(name));
    bytes[(int) (where * bytes.length)] ^= 1;
    Files.write(bench.file(name), bytes);

    assertThat(Failures.codeOf(bench::verify)).isEqualTo(FailureCode.BACKUP_DAMAGED);
    assertThat(refusalOfRestore(app)).isEqualTo(FailureCode.BACKUP_DAMAGED);
    assertThat(app.hashes()).isEqualTo(before);
    assertThat(storage.resolve("upload")).hasContent("newer");
  }

  @ParameterizedTest
  @CsvSource({
    "database.dump.zst, 0.0",
    "database.dump.zst, 0.5",
    "database.dump.zst, 0.9999",
    "storage-uploads.tar.zst, 0.5",
    "storage-uploads.tar.zst, 0.999",
    "manifest.json, 0.9"
  })
  void noticesATruncation(String name, double length) throws Exception {
    var app = backedUpApp();
    var before = app.hashes();
    var bytes = Files.readAllBytes(bench.file(name));
    Files.write(bench.file(name), Arrays.copyOf(bytes, (int) (length * bytes.length)));

    assertThat(Failures.codeOf(bench::verify)).isEqualTo(FailureCode.BACKUP_DAMAGED);
    assertThat(refusalOfRestore(app)).isEqualTo(FailureCode.BACKUP_DAMAGED);
    assertThat(app.hashes()).isEqualTo(before);
    assertThat(storage.resolve("upload")).hasContent("newer");
  }

  @Test
  void noticesWhatIsAppended() throws Exception {
    backedUpApp();
    var file = bench.file("database.dump.zst");
    var bytes = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(bytes, bytes.length + 1));

    assertThat(Failures.codeOf(bench::verify)).isEqualTo(FailureCode.BACKUP_DAMAGED);
  }

  @ParameterizedTest
  @ValueSource(strings = {"database.dump.zst", "storage-uploads.tar.zst"})
  void noticesThatAPartIsMissing(String name) throws Exception {
    backedUpApp();
    Files.delete(bench.file(name));

    assertThat(Failures.codeOf(bench::verify)).isEqualTo(FailureCode.BACKUP_INCOMPLETE);
  }

  @Test
  void saysThatABackupWithoutAManifestIsNone() throws Exception {
    var app = backedUpApp();
    Files.delete(bench.file("manifest.json"));

    assertThat(Failures.codeOf(bench::verify)).isEqualTo(FailureCode.BACKUP_INCOMPLETE);
    assertThat(refusalOfRestore(app)).isEqualTo(FailureCode.BACKUP_INCOMPLETE);
  }

  @Test
  void refusesAManifestOfTheFuture() throws Exception {
    backedUpApp();
    var manifest = bench.file("manifest.json");
    var json = Files.readString(manifest).replace("\"formatVersion\" : 1", "\"formatVersion\" : 2");
    Files.writeString(manifest, json);

    assertThat(Failures.codeOf(bench::verify)).isEqualTo(FailureCode.FORMAT_UNKNOWN);
  }

  private SampleApp backedUpApp() throws Exception {
    Files.writeString(storage.resolve("upload"), "older");
    var app = SampleApp.create();
    bench.backUp(app, new StorageFolder("uploads", storage, List.of()));
    app.run("DELETE FROM app.nodes WHERE id > 50");
    Files.writeString(storage.resolve("upload"), "newer");
    return app;
  }

  private FailureCode refusalOfRestore(SampleApp app) {
    return Failures.codeOf(() -> bench.restore(app, Map.of("uploads", storage), ""));
  }
}
