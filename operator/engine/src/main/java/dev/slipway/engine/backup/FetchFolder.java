package dev.slipway.engine.backup;

import dev.slipway.engine.EngineException;
import dev.slipway.engine.FailureCode;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A folder that takes files in whole or not at all, and never over another one. Only its owner may
 * read them: they are somebody's data in clear.
 */
final class FetchFolder {
  private static final Logger LOG = LoggerFactory.getLogger(FetchFolder.class);
  private static final long NO_SPACE_LEFT = 1 << 20;

  private final Path folder;

  FetchFolder(Path folder) {
    this.folder = folder;
    try {
      if (!Files.isDirectory(folder)) {
        Files.createDirectories(folder);
      }
    } catch (IOException e) {
      throw failure(e);
    }
  }

  /** What fills a file. */
  interface Content {
    void copyTo(OutputStream file) throws IOException;
  }

  /** Fails where one of these names is taken. */
  void requireNone(List<String> names) {
    for (var name : names) {
      if (Files.exists(folder.resolve(name))) {
        throw taken(folder.resolve(name));
      }
    }
  }

  /** Answers the file once it is on the disk. */
  Path put(String name, Content content) {
    var target = folder.resolve(name);
    var part = folder.resolve(".%s.%s.part".formatted(name, UUID.randomUUID()));
    try {
      write(part, content);
      name(part, target);
      return target;
    } catch (FileAlreadyExistsException _) {
      throw taken(target);
    } catch (IOException e) {
      throw failure(e);
    } finally {
      remove(part);
    }
  }

  private static void write(Path part, Content content) throws IOException {
    var owners = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    var options = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    try (var channel = FileChannel.open(part, options, owners);
        var file = Channels.newOutputStream(channel)) {
      content.copyTo(file);
      channel.force(true);
    }
  }

  /** A second name fails where there is one already, which a rename would replace in silence. */
  private static void name(Path part, Path target) throws IOException {
    try {
      Files.createLink(target, part);
    } catch (UnsupportedOperationException _) {
      if (Files.exists(target)) {
        throw new FileAlreadyExistsException(target.toString());
      }
      Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
    }
  }

  private static void remove(Path part) {
    try {
      Files.deleteIfExists(part);
    } catch (IOException e) {
      // the failure before is the one to tell
      LOG.atWarn().addKeyValue("file", part).setCause(e).log("an unfinished file is left");
    }
  }

  private static EngineException taken(Path file) {
    return new EngineException(
        FailureCode.ORDER_INVALID,
        "%s is there already, and is not replaced: name another folder".formatted(file));
  }

  private EngineException failure(IOException e) {
    return folder.toFile().getUsableSpace() < NO_SPACE_LEFT
        ? new EngineException(FailureCode.OUT_OF_SPACE, "%s is full".formatted(folder), e)
        : new EngineException(
            FailureCode.ORDER_INVALID, "%s cannot be written to".formatted(folder), e);
  }
}
