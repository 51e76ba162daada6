package dev.slipway.engine.storage;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.slipway.engine.FailureCode;
import dev.slipway.engine.file.Digest;
import dev.slipway.engine.store.Failures;
import dev.slipway.testkit.Scratch;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A folder that is not as quiet, as small or as plain as one would like. */
class StorageReadingIT {
  private static final long OVER_EIGHT_GIGABYTES = (8L << 30) + 1;
  private static final int MANY = 30_000;

  private final Path folder = Scratch.folder("storage");

  @Test
  void aFileLongerThanAnOldHeaderCanSayIsStoredInConstantMemory()
      throws IOException, InterruptedException {
    sparse("long", OVER_EIGHT_GIGABYTES);
    var tar = new ProcessBuilder("tar", "-tvf", "-").start();
    var listed = readAll(tar);

    try (var pipe = tar.getOutputStream()) {
      new StorageArchive(plain()).write(pipe);
    }

    assertThat(listed.join()).contains(" " + OVER_EIGHT_GIGABYTES + " ").contains("long");
    assertThat(tar.waitFor()).isZero();
  }

  @Test
  void manyFilesTakeNoMoreMemoryThanAFew() throws Exception {
    for (int i = 0; i < MANY; i++) {
      Files.writeString(folder.resolve("upload-" + i + "-" + "n".repeat(90)), "x");
    }
    var archive = Scratch.folder("archive").resolve("storage.tar");

    ArchiveProgram.run(
        Scratch.folder("log"),
        List.of("-Xmx12m", "-XX:+UseSerialGC"),
        "archive",
        folder.toString(),
        archive.toString());

    assertThat(entriesOf(archive)).isEqualTo(MANY);
  }

  @Test
  void whatIsGoneBeforeItIsReadIsListed() throws Exception {
    for (int i = 0; i < 50; i++) {
      Files.writeString(folder.resolve("upload-" + i), "x");
    }
    Files.createDirectory(folder.resolve("folder"));

    var contents = new StorageArchive(plain()).write(onFirstByte(() -> emptyFolder()));

    assertThat(contents.entries() + contents.vanished().size()).isEqualTo(51);
    assertThat(contents.vanished()).hasSizeGreaterThan(45).allMatch(it -> !it.contains("/"));
    assertThat(contents.leftOut()).isEmpty();
  }

  @Test
  void aFileThatGrowsIsStoredAsLongAsItWas() throws Exception {
    var file = Files.write(folder.resolve("growing.log"), new byte[300_000]);
    var out = new ByteArrayOutputStream();
    var growing =
        onFirstByte(() -> Files.write(file, new byte[300_000], StandardOpenOption.APPEND), out);

    new StorageArchive(plain()).write(growing);
    var target = Scratch.folder("target");
    var unpacking = new StorageUnpacking(target);
    unpacking.unpack(new ByteArrayInputStream(out.toByteArray()));
    unpacking.moveIn();

    assertThat(target.resolve("growing.log")).hasSize(300_000);
  }

  @Test
  void aFileThatShrinksFailsWithItsName() throws Exception {
    var file = Files.write(folder.resolve("rotated.log"), new byte[300_000]);

    var failure =
        Failures.of(
            () ->
                new StorageArchive(plain())
                    .write(onFirstByte(() -> Files.write(file, new byte[9]))));

    assertThat(failure.code()).isEqualTo(FailureCode.STORAGE_UNREADABLE);
    assertThat(failure).hasMessageContaining("rotated.log in " + folder + " shrank");
  }

  @Test
  void whatMayNotBeReadFailsWithItsName() {
    // the one kind of file that even root may not read
    var parent = Path.of("/proc/sys/vm");
    var writeOnly = parent.resolve("compact_memory");
    assumeThat(Files.exists(writeOnly) && !Files.isReadable(writeOnly)).isTrue();
    var system = new StorageFolder("vm", parent, List.of());

    var failure =
        Failures.of(() -> new StorageArchive(system).write(OutputStream.nullOutputStream()));

    assertThat(failure.code()).isEqualTo(FailureCode.STORAGE_UNREADABLE);
    assertThat(failure).hasMessageContaining("in /proc/sys/vm cannot be read: this user may not");
  }

  @Test
  void socketsPipesAndTheFileSystemsOwnStayOut() throws IOException, InterruptedException {
    new ProcessBuilder("mkfifo", folder.resolve("pipe").toString()).start().waitFor();
    Files.writeString(Files.createDirectory(folder.resolve("lost+found")).resolve("x"), "x");
    try (var socket = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      socket.bind(UnixDomainSocketAddress.of(folder.resolve("socket")));

      var contents = new StorageArchive(plain()).write(OutputStream.nullOutputStream());

      assertThat(contents.leftOut()).containsExactlyInAnyOrder("pipe", "socket");
      assertThat(contents.entries()).isZero();
    }
  }

  @Test
  void keysAreKnownByTheirFingerprints() throws Exception {
    var app = Files.createDirectories(folder.resolve("apps/main"));
    Files.writeString(app.resolve("aes_key.dat"), "key");
    Files.writeString(app.resolve("other.dat"), "none");

    var contents =
        new StorageArchive(plain(), List.of("{**/,}aes_key.dat"))
            .write(OutputStream.nullOutputStream());

    assertThat(contents.keyFiles())
        .containsOnlyKeys("apps/main/aes_key.dat")
        .containsValue(Digest.of("key".getBytes(ISO_8859_1)).hex());
  }

  private StorageFolder plain() {
    return new StorageFolder("uploads", folder, List.of());
  }

  private void sparse(String name, long length) throws IOException {
    try (var hole = new RandomAccessFile(folder.resolve(name).toFile(), "rw")) {
      hole.setLength(length);
    }
  }

  private void emptyFolder() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      for (var it : files.toList()) {
        Files.delete(it);
      }
    }
  }

  private static long entriesOf(Path archive) throws IOException {
    var tar = new ProcessBuilder("tar", "-tf", archive.toString()).start();
    try (var lines = tar.inputReader(ISO_8859_1)) {
      return lines.lines().count();
    }
  }

  private static CompletableFuture<String> readAll(Process process) {
    return CompletableFuture.supplyAsync(
        () -> {
          try (var output = process.getInputStream()) {
            return new String(output.readAllBytes(), ISO_8859_1);
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
  }

  private static OutputStream onFirstByte(Deed deed) {
    return onFirstByte(deed, OutputStream.nullOutputStream());
  }

  private static OutputStream onFirstByte(Deed deed, OutputStream out) {
    return new FilterOutputStream(out) {
      private boolean isDone;

      @Override
      public void write(byte[] bytes, int offset, int length) throws IOException {
        if (!isDone) {
          isDone = true;
          deed.run();
        }
        out.write(bytes, offset, length);
      }
    };
  }

  @FunctionalInterface
  private interface Deed {
    void run() throws IOException;
  }
}
