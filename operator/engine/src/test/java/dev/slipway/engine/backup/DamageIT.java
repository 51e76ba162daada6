package dev.slipway.engine.backup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.engine.FailureCode;
import dev.slipway.engine.packing.AgeKey;
import dev.slipway.engine.packing.Identities;
import dev.slipway.engine.storage.StorageFolder;
import dev.slipway.engine.store.Failures;
import dev.slipway.testkit.Scratch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
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

  @ParameterizedTest
  @EnumSource
  void noticesAFlippedByteWhereverItIs(Form form) throws Exception {
    var app = backedUpApp(form);
    var before = app.hashes();

    for (var object : objects()) {
      var bytes = Files.readAllBytes(object);
      for (int at : offsets(bytes.length)) {
        var flipped = bytes.clone();
        flipped[at] ^= 1;
        Files.write(object, flipped);
        requireRefused(app, form, "%s, byte %s of %s".formatted(object, at, bytes.length));
      }
      Files.write(object, bytes);
    }

    form.in(bench).verify();
    assertThat(app.hashes()).isEqualTo(before);
    assertThat(storage.resolve("upload")).hasContent("newer");
  }

  @ParameterizedTest
  @EnumSource
  void noticesACutWhereverItIs(Form form) throws Exception {
    var app = backedUpApp(form);
    var before = app.hashes();

    for (var object : objects()) {
      var bytes = Files.readAllBytes(object);
      for (int length : offsets(bytes.length)) {
        Files.write(object, Arrays.copyOf(bytes, length));
        requireRefused(app, form, "%s, %s of %s bytes".formatted(object, length, bytes.length));
      }
      Files.write(object, bytes);
    }

    form.in(bench).verify();
    assertThat(app.hashes()).isEqualTo(before);
    assertThat(storage.resolve("upload")).hasContent("newer");
  }

  @Test
  void saysInWhichWayAPartIsDamaged() throws Exception {
    backedUpApp();
    var file = bench.file("database.dump.zst");
    var bytes = Files.readAllBytes(file);
    var flipped = bytes.clone();
    flipped[bytes.length / 2] ^= 1;

    Files.write(file, flipped);
    assertThat(Failures.of(bench::verify)).hasMessageContaining("has other bytes");
    Files.write(file, Arrays.copyOf(bytes, bytes.length - 1));
    assertThat(Failures.of(bench::verify))
        .hasMessageContaining("is cut: it ends after %s of %s", bytes.length - 1, bytes.length);
    Files.write(file, Arrays.copyOf(bytes, bytes.length + 1));
    assertThat(Failures.of(bench::verify)).hasMessageContaining("has more than");
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

  /** How a backup lies in its store, and what is at hand to open it. */
  enum Form {
    CLEAR,
    ENCRYPTED,
    ENCRYPTED_TO_OTHERS;

    private static final AgeKey KEY = AgeKey.fresh();

    BackupBench in(BackupBench bench) {
      return switch (this) {
        case CLEAR -> bench;
        case ENCRYPTED -> bench.with(AgeKey.sealing(KEY), KEY.identities());
        case ENCRYPTED_TO_OTHERS -> bench.with(AgeKey.sealing(KEY), Identities.NONE);
      };
    }
  }

  private void requireRefused(SampleApp app, Form form, String what) {
    var damaged = form.in(bench);
    assertThat(Failures.codeOf(damaged::verify)).as(what).isEqualTo(FailureCode.BACKUP_DAMAGED);
    if (form != Form.ENCRYPTED_TO_OTHERS) {
      assertThat(Failures.codeOf(() -> damaged.restore(app, Map.of("uploads", storage), "")))
          .as(what)
          .isEqualTo(FailureCode.BACKUP_DAMAGED);
    }
  }

  /** All but the one whose name is what counts of it. */
  private List<Path> objects() throws IOException {
    try (var files = Files.list(bench.file("manifest.json").getParent())) {
      return files
          .filter(it -> !it.getFileName().toString().startsWith("manifest-"))
          .sorted()
          .toList();
    }
  }

  /** The ends, where headers are, and places between. */
  private static int[] offsets(int length) {
    return IntStream.of(0, 1, 30, 70, 150, length / 3, length / 2, length - 17, length - 1)
        .filter(it -> it >= 0 && it < length)
        .distinct()
        .toArray();
  }

  private SampleApp backedUpApp() throws Exception {
    return backedUpApp(Form.CLEAR);
  }

  private SampleApp backedUpApp(Form form) throws Exception {
    Files.writeString(storage.resolve("upload"), "older");
    var app = SampleApp.create();
    form.in(bench).backUp(app, new StorageFolder("uploads", storage, List.of()));
    app.run("DELETE FROM app.nodes WHERE id > 50");
    Files.writeString(storage.resolve("upload"), "newer");
    return app;
  }

  private FailureCode refusalOfRestore(SampleApp app) {
    return Failures.codeOf(() -> bench.restore(app, Map.of("uploads", storage), ""));
  }
}
