package dev.slipway.engine.store;

import dev.slipway.engine.EngineException;
import dev.slipway.engine.FailureCode;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/** An object on its way into a folder: a file beside, which gets its name when it is whole. */
final class FileUpload implements ObjectSink {
  private static final String UNFINISHED = ".slipway-unfinished-";

  private final Path folder;
  private final Path target;
  private final String key;
  private final DirectoryStore store;
  private final Path unfinished;
  private final FileChannel channel;

  FileUpload(Path folder, Path target, String key, DirectoryStore store) throws IOException {
    this.folder = folder;
    this.target = target;
    this.key = key;
    this.store = store;
    this.unfinished = folder.resolve(UNFINISHED + UUID.randomUUID());
    this.channel =
        FileChannel.open(unfinished, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
  }

  static boolean isUnfinished(Path file) {
    return file.getFileName().toString().startsWith(UNFINISHED);
  }

  @Override
  public OutputStream stream() {
    var file = Channels.newOutputStream(channel);
    return new OutputStream() {
      @Override
      public void write(int one) {
        write(new byte[] {(byte) one}, 0, 1);
      }

      @Override
      public void write(byte[] bytes, int offset, int length) {
        try {
          file.write(bytes, offset, length);
        } catch (IOException e) {
          throw store.failure(e, "writing " + key);
        }
      }
    };
  }

  /** By a hard link, since a rename would replace what another writer finished meanwhile. */
  @Override
  public void complete() {
    try {
      channel.force(true);
      Files.createLink(target, unfinished);
      sync(folder);
    } catch (FileAlreadyExistsException e) {
      throw new EngineException(
          FailureCode.OBJECT_EXISTS, "writing " + key + " in " + store.inWords() + ": exists", e);
    } catch (IOException e) {
      throw store.failure(e, "completing " + key);
    }
  }

  @Override
  public void close() {
    try {
      channel.close();
      Files.deleteIfExists(unfinished);
    } catch (IOException e) {
      throw store.failure(e, "closing " + key);
    }
  }

  private static void sync(Path folder) throws IOException {
    try (var it = FileChannel.open(folder)) {
      it.force(true);
    }
  }
}
