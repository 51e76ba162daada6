package dev.slipway.engine.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.slipway.testkit.ChildProcess;
import dev.slipway.testkit.Scratch;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Names are bytes, and come back byte for byte, whatever locale anybody has. */
class StorageNamesIT {
  private static final Duration LIMIT = Duration.ofSeconds(30);

  private final Path folder = Scratch.folder("storage");
  private final Path target = Scratch.folder("target");
  private final Path archive = Scratch.folder("archive").resolve("storage.tar");

  @BeforeEach
  void furnished() throws IOException {
    var latin = "caf\u00e9";
    var noText = "\u00ff\u00fe\u0001";
    var utf8 = "\u00c3\u00bcml\u00e6\u0097\u00a5";
    for (var name :
        List.of(latin, noText, utf8, "plain", "-dash", " space ", "new\nline", "a\\b")) {
      Files.writeString(folder.resolve(RawName.path(name)), name);
    }
    var deep =
        RawName.path("\u00e9".repeat(200) + "/" + "\u00fc".repeat(250) + "/" + "x".repeat(250));
    Files.createDirectories(folder.resolve(deep));
    Files.writeString(folder.resolve(deep).resolve(RawName.path("\u0080")), "deep");
    link("link", latin);
    link("link\u00e9", "/no/\u00ff/such/place");
    link("slashes", "a//b/");
    link("absolute", "/tmp/");
    link("long", "\u00fd".repeat(240) + "/" + "y".repeat(240));
    var script = Files.writeString(folder.resolve("script"), "#!/bin/sh\n");
    Files.setAttribute(script, "unix:mode", 04751);
    Files.setAttribute(Files.createDirectory(folder.resolve("sticky")), "unix:mode", 01777);
    Files.setAttribute(Files.createDirectory(folder.resolve("empty")), "unix:mode", 02750);
    Files.createLink(folder.resolve("second name"), script);
    // a folder's own time is that of its last change, so these come last
    for (var it : List.of("script", "empty", "sticky")) {
      var time = FileTime.from(Instant.parse("2001-02-03T04:05:06.789012345Z"));
      Files.setLastModifiedTime(folder.resolve(it), time);
    }
  }

  @Test
  void comeBack() throws IOException {
    var before = FolderPicture.of(folder);
    var out = new ByteArrayOutputStream();
    new StorageArchive(new StorageFolder("uploads", folder, List.of())).write(out);

    var unpacking = new StorageUnpacking(target);
    unpacking.unpack(new ByteArrayInputStream(out.toByteArray()));
    unpacking.moveIn();

    assertThat(FolderPicture.of(target)).containsExactlyInAnyOrderElementsOf(before);
  }

  @Test
  void comeBackWhereTheLocaleKnowsNoSuchLetters() throws IOException {
    var before = FolderPicture.of(folder);
    var log = Scratch.folder("log");

    ArchiveProgram.run(log, List.of(), "archive", folder.toString(), archive.toString());
    ArchiveProgram.run(log, List.of(), "unpack", archive.toString(), target.toString());

    assertThat(FolderPicture.of(target)).containsExactlyInAnyOrderElementsOf(before);
  }

  @ParameterizedTest
  @ValueSource(strings = {"tar", "bsdtar"})
  void comeBackByTheToolsThatEverybodyHas(String tool) throws IOException {
    try (var out = Files.newOutputStream(archive)) {
      new StorageArchive(new StorageFolder("uploads", folder, List.of())).write(out);
    }
    assumeThat(Path.of("/usr/bin", tool)).exists();

    ChildProcess.command(
            tool,
            Scratch.folder("log"),
            List.of(tool, "-xpf", archive.toString(), "-C", target.toString()))
        .run(LIMIT);

    assertThat(FolderPicture.of(target))
        .containsExactlyInAnyOrderElementsOf(FolderPicture.of(folder));
  }

  @Test
  void areToldAsText() {
    assertThat(RawName.inWords("plain")).isEqualTo("plain");
    assertThat(RawName.inWords("\u00c3\u00bc")).isEqualTo("ü");
    assertThat(RawName.inWords("caf\u00e9")).isEqualTo("caf\\xe9");
  }

  private void link(String name, String destination) throws IOException {
    Files.createSymbolicLink(folder.resolve(RawName.path(name)), RawName.path(destination));
  }
}
