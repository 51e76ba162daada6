package dev.slipway.engine.storage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.engine.FailureCode;
import dev.slipway.engine.store.Failures;
import dev.slipway.testkit.Scratch;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A storage folder comes back as it was. */
class StorageIT {
  private final Path folder = Scratch.folder("storage");

  @Test
  void bringsEveryFileFolderAndLinkBack() throws Exception {
    furnish();
    var before = picture();
    var archive = archive();
    Files.writeString(folder.resolve("newer"), "x");
    Files.delete(folder.resolve("link"));
    Files.writeString(folder.resolve("deep/plain"), "changed");

    restore(archive);

    assertThat(picture()).isEqualTo(before);
  }

  @Test
  void keepsOutWhatIsExcluded() throws Exception {
    Files.createDirectories(folder.resolve("logs/old"));
    Files.writeString(folder.resolve("logs/old/today.log"), "x");
    Files.writeString(folder.resolve("kept.log"), "x");
    Files.writeString(folder.resolve("cache.tmp"), "x");
    var target = Scratch.folder("target");

    unpack(archive("logs/**", "*.tmp"), target);
    new StorageUnpacking(target).moveIn();

    assertThat(target.resolve("kept.log")).exists();
    assertThat(target.resolve("cache.tmp")).doesNotExist();
    assertThat(target.resolve("logs/old")).doesNotExist();
  }

  @Test
  void namesWhatIsNoFile() throws IOException, InterruptedException {
    var pipe = folder.resolve("a pipe");
    new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor();

    var contents =
        new StorageArchive(new StorageFolder("uploads", folder, List.of()))
            .write(new ByteArrayOutputStream());

    assertThat(contents.leftOut()).containsExactly("a pipe");
    assertThat(contents.entries()).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"../out", "a/../../out", "/tmp/out", "./in", ".."})
  void refusesANameThatLeavesTheFolder(String name) throws IOException {
    var archive = tarOf(new TarArchiveEntry(name, true));

    var refusal = Failures.codeOf(() -> unpack(archive, folder));

    assertThat(refusal).isEqualTo(FailureCode.BACKUP_DAMAGED);
  }

  @Test
  void refusesANameThatGoesThroughALinkOfTheArchive() throws IOException {
    var outside = Scratch.folder("outside");
    var link = new TarArchiveEntry("link", TarConstants.LF_SYMLINK);
    link.setLinkName(outside.toString());
    var archive = tarOf(link, new TarArchiveEntry("link/out"));

    var refusal = Failures.codeOf(() -> unpack(archive, folder));

    assertThat(refusal).isEqualTo(FailureCode.BACKUP_DAMAGED);
    assertThat(outside).isEmptyDirectory();
  }

  @Test
  void goesOnWhereACrashCutTheRenaming() throws Exception {
    Files.writeString(folder.resolve("one"), "older");
    Files.writeString(folder.resolve("two"), "older");
    var archive = archive();
    Files.writeString(folder.resolve("one"), "newer");
    unpack(archive, folder);
    // as far as a crash let it come: the old content is out, half of the new is in
    var stage = folder.resolve(".slipway-restore");
    Files.createDirectory(stage.resolve("old"));
    Files.move(folder.resolve("one"), stage.resolve("old/one"));
    Files.move(folder.resolve("two"), stage.resolve("old/two"));
    Files.move(stage.resolve("new"), stage.resolve("moving"));
    Files.move(stage.resolve("moving/one"), folder.resolve("one"));

    new StorageUnpacking(folder).moveIn();

    assertThat(picture().keySet()).containsExactly("one", "two");
    assertThat(folder.resolve("one")).hasContent("older");
  }

  @Test
  void leavesWhatAnotherBackupHasLeftUnpackedWhereItIs() throws Exception {
    Files.writeString(folder.resolve("upload"), "older");
    var archive = archive();
    Files.writeString(folder.resolve("upload"), "newer");
    new StorageUnpacking(folder, "crm/b1").unpack(new ByteArrayInputStream(archive));

    new StorageUnpacking(folder, "crm/b2").moveIn();
    var untouched = Files.readString(folder.resolve("upload"));
    new StorageUnpacking(folder, "crm/b1").moveIn();

    assertThat(untouched).isEqualTo("newer");
    assertThat(folder.resolve("upload")).hasContent("older");
  }

  private void furnish() throws IOException {
    Files.createDirectories(folder.resolve("deep/" + "d".repeat(120) + "/" + "e".repeat(120)));
    Files.createDirectory(folder.resolve("empty"));
    for (var name :
        List.of(
            "with space",
            "-dash",
            "quote'\"",
            "new\nline",
            "back\\slash",
            "ümlaut-日本",
            "l".repeat(250))) {
      Files.writeString(folder.resolve(name), name);
    }
    Files.writeString(folder.resolve("deep/plain"), "deep");
    Files.write(folder.resolve("deep/large"), new byte[3_000_000]);
    Files.createSymbolicLink(folder.resolve("link"), Path.of("deep/plain"));
    Files.createSymbolicLink(folder.resolve("dangling"), Path.of("/no/such/place"));
    var script = Files.writeString(folder.resolve("script"), "#!/bin/sh\n");
    Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-x--x"));
    Files.setLastModifiedTime(script, FileTime.from(Instant.parse("2001-02-03T04:05:06.789Z")));
    Files.setLastModifiedTime(
        folder.resolve("empty"), FileTime.from(Instant.parse("1999-12-31T23:59:59Z")));
  }

  /** What there is, by name: kind, mode, owner, time and content. */
  private Map<String, String> picture() throws IOException {
    var picture = new TreeMap<String, String>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (var it : files.filter(it -> !it.equals(folder)).toList()) {
        picture.put(folder.relativize(it).toString(), describe(it));
      }
    }
    return picture;
  }

  private static String describe(Path path) throws IOException {
    if (Files.isSymbolicLink(path)) {
      return "-> " + Files.readSymbolicLink(path);
    }
    var unix = new TreeMap<>(Files.readAttributes(path, "unix:mode,uid,gid"));
    // Java sets no finer ones
    var time = Files.getLastModifiedTime(path).toInstant().truncatedTo(ChronoUnit.MICROS);
    var content =
        Files.isDirectory(path) ? "" : Integer.toString(Files.readString(path).hashCode());
    return unix + " " + time + " " + content;
  }

  private byte[] archive(String... excluded) throws IOException {
    var out = new ByteArrayOutputStream();
    new StorageArchive(new StorageFolder("uploads", folder, List.of(excluded))).write(out);
    return out.toByteArray();
  }

  private void restore(byte[] archive) throws IOException {
    unpack(archive, folder);
    new StorageUnpacking(folder).moveIn();
  }

  private static void unpack(byte[] archive, Path target) throws IOException {
    var unpacking = new StorageUnpacking(target);
    unpacking.unpack(new ByteArrayInputStream(archive));
  }

  private static byte[] tarOf(TarArchiveEntry... entries) throws IOException {
    var out = new ByteArrayOutputStream();
    try (var tar = new TarArchiveOutputStream(out)) {
      for (var it : entries) {
        tar.putArchiveEntry(it);
        tar.closeArchiveEntry();
      }
    }
    return out.toByteArray();
  }
}
