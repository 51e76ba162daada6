package dev.slipway.engine.undo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.slipway.engine.EngineException;
import dev.slipway.engine.FailureCode;
import dev.slipway.engine.file.Digest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UndoToPathIT {
  private static final byte[] CONTENT = "rows".getBytes(UTF_8);

  @TempDir private Path folder;

  @Test
  void theFileIsThereWholeAndNothingBesideIt() throws IOException {
    var file = made();
    var target = folder.resolve("before-release.slipway");

    new UndoToPath(target).keep(file, Digest.of(CONTENT));

    assertThat(target).hasBinaryContent(CONTENT);
    assertThat(folder).isDirectoryContaining(it -> it.equals(target));
    try (var found = Files.list(folder)) {
      assertThat(found).containsExactlyInAnyOrder(file, target);
    }
  }

  @Test
  void aFileThatIsThereIsNeverReplaced() throws IOException {
    var target = folder.resolve("undo.slipway");
    var keeper = new UndoToPath(target);
    Files.writeString(target, "somebody's");

    var late = catchThrowable(() -> keeper.keep(made(), Digest.of(CONTENT)));
    var early = catchThrowable(() -> new UndoToPath(target));

    assertThat(late).isInstanceOf(EngineException.class).hasMessageContaining("is there already");
    assertThat(early).isInstanceOf(EngineException.class).hasMessageContaining("is there already");
    assertThat(target).hasContent("somebody's");
  }

  @Test
  void aFolderThatIsMissingIsToldBeforeAnythingIsDone() {
    assertThatThrownBy(() -> new UndoToPath(folder.resolve("none/undo.slipway")))
        .isInstanceOfSatisfying(
            EngineException.class, e -> assertThat(e.code()).isEqualTo(FailureCode.ORDER_INVALID));
  }

  @Test
  void whatCannotBeCopiedLeavesNothing() {
    var target = folder.resolve("undo.slipway");

    assertThatThrownBy(
            () -> new UndoToPath(target).keep(folder.resolve("gone"), Digest.of(CONTENT)))
        .isInstanceOf(NoSuchFileException.class);
    assertThat(folder).isEmptyDirectory();
  }

  private Path made() throws IOException {
    return Files.write(folder.resolve("made"), CONTENT);
  }
}
