package dev.slipway.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CacheTest {
  @TempDir private Path root;

  @Test
  void fillsAFolderOnce() throws IOException {
    Cache.folder("thing", half -> Files.writeString(half.resolve("file"), "first"), root);

    var again = Cache.folder("thing", half -> Files.writeString(half.resolve("file"), "2"), root);

    assertThat(again.resolve("file")).hasContent("first");
  }

  @Test
  void leavesNothingHalfDone() throws IOException {
    assertThatThrownBy(() -> Cache.folder("thing", CacheTest::failHalfWay, root));
    assertThat(root.resolve("thing")).doesNotExist();

    var anew = Cache.folder("thing", half -> Files.writeString(half.resolve("b"), "all"), root);

    assertThat(anew).isDirectoryContaining("glob:**b").isDirectoryNotContaining("glob:**a");
  }

  private static void failHalfWay(Path folder) throws IOException {
    Files.writeString(folder.resolve("a"), "half");
    throw new IOException("disk full");
  }
}
