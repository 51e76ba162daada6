package dev.slipway.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;

class ScratchTest {
  @Test
  void givesAnotherFolderEveryTime() {
    var first = Scratch.folder("same");
    var second = Scratch.folder("same");

    assertThat(first).isNotEqualTo(second).isEmptyDirectory();
  }

  @Test
  void keepsOthersOutUnlessToldOtherwise() throws IOException {
    assertThat(rightsOf(Scratch.folder("private"))).isEqualTo("rwx------");
    assertThat(rightsOf(Scratch.passableFolder("passable"))).isEqualTo("rwx--x--x");
  }

  @Test
  void deletesAFolderWithAllThatIsInItButNotWhatALinkPointsTo() throws IOException {
    var kept = Files.writeString(Scratch.folder("kept").resolve("file"), "content");
    var folder = Scratch.folder("doomed");
    Files.createSymbolicLink(Files.createDirectory(folder.resolve("inner")).resolve("link"), kept);

    Scratch.delete(folder);

    assertThat(folder).doesNotExist();
    assertThat(kept).hasContent("content");
  }

  @Test
  void doesNotMindWhatIsGoneAlready() {
    var folder = Scratch.folder("gone");
    Scratch.delete(folder);

    assertThatCode(() -> Scratch.delete(folder)).doesNotThrowAnyException();
  }

  private static String rightsOf(Path folder) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(folder));
  }
}
