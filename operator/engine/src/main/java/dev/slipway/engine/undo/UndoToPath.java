package dev.slipway.engine.undo;

import dev.slipway.engine.EngineException;
import dev.slipway.engine.FailureCode;
import dev.slipway.engine.file.Digest;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * Keeps one undo file under a name of the caller's: whole and on the disk, or not at all. What is
 * there already is never replaced.
 */
public final class UndoToPath implements UndoKeeper {
  private final Path target;
  private final Path folder;

  public UndoToPath(Path target) {
    this.target = target.toAbsolutePath();
    this.folder = folderOf(this.target);
  }

  @Override
  public void keep(Path file, Digest digest) throws IOException {
    var beside = folder.resolve("." + digest.hex() + ".part");
    try {
      Files.copy(file, beside, StandardCopyOption.REPLACE_EXISTING);
      force(beside);
      link(beside);
    } finally {
      Files.deleteIfExists(beside);
    }
    force(folder);
  }

  @Override
  public Path scratch() {
    return folder;
  }

  /** A second name fails where there is one already, which a rename would replace in silence. */
  private void link(Path beside) throws IOException {
    try {
      Files.createLink(target, beside);
    } catch (FileAlreadyExistsException e) {
      throw exists(e);
    } catch (UnsupportedOperationException _) {
      if (Files.exists(target)) {
        throw exists(new FileAlreadyExistsException(target.toString()));
      }
      Files.move(beside, target, StandardCopyOption.ATOMIC_MOVE);
    }
  }

  private EngineException exists(FileAlreadyExistsException e) {
    return new EngineException(
        FailureCode.ORDER_INVALID,
        "%s is there already, and may be somebody's undo: name another file".formatted(target),
        e);
  }

  private static void force(Path path) throws IOException {
    try (var channel = FileChannel.open(path, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  private static Path folderOf(Path target) {
    var folder = target.getParent();
    if (folder == null || !Files.isDirectory(folder)) {
      throw new EngineException(
          FailureCode.ORDER_INVALID, "%s is in no folder that is there".formatted(target));
    }
    if (Files.exists(target)) {
      throw new EngineException(
          FailureCode.ORDER_INVALID,
          "%s is there already, and may be somebody's undo: name another file".formatted(target));
    }
    return folder;
  }
}
