package dev.slipway.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZOutputStream;

class ArchiveTest {
  @TempDir private Path folder;

  @Test
  void keepsContentAndRights() throws IOException {
    var entry = new TarArchiveEntry("./bin/run");
    entry.setMode(0b111_101_000);

    Archive.unpack(packed(entry, "content"), folder);

    var run = folder.resolve("bin/run");
    assertThat(run).hasContent("content");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(run)))
        .isEqualTo("rwxr-x---");
  }

  @Test
  void keepsLinks() throws IOException {
    Archive.unpack(packed(link("lib/so.6", "so.6.18"), ""), folder);

    assertThat(Files.readSymbolicLink(folder.resolve("lib/so.6"))).isEqualTo(Path.of("so.6.18"));
  }

  @Test
  void refusesFilesOutsideOfItsFolder() throws IOException {
    var archive = packed(new TarArchiveEntry("../evil"), "content");

    assertThatThrownBy(() -> Archive.unpack(archive, folder)).hasMessageContaining("points out");
  }

  @Test
  void refusesLinksOutOfItsFolder() throws IOException {
    var archive = packed(link("innocent", "/etc/passwd"), "");

    assertThatThrownBy(() -> Archive.unpack(archive, folder)).hasMessageContaining("points out");
  }

  private static TarArchiveEntry link(String name, String target) {
    var entry = new TarArchiveEntry(name, TarConstants.LF_SYMLINK);
    entry.setLinkName(target);
    return entry;
  }

  private static InputStream packed(TarArchiveEntry entry, String content) throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var tar = new TarArchiveOutputStream(new XZOutputStream(bytes, new LZMA2Options(0)))) {
      entry.setSize(content.length());
      tar.putArchiveEntry(entry);
      tar.write(content.getBytes(UTF_8));
      tar.closeArchiveEntry();
    }
    return new ByteArrayInputStream(bytes.toByteArray());
  }
}
