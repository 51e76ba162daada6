package dev.slipway.engine.store;

import static java.util.Comparator.comparing;
import static java.util.Objects.requireNonNullElse;

import dev.slipway.engine.EngineException;
import dev.slipway.engine.FailureCode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Objects as files below a folder, which has to be on a file system with hard links. */
public final class DirectoryStore implements ObjectStore {
  /** Less than any part of a file takes. */
  private static final long NO_ROOM_BYTES = 64 * 1024;

  private final Path root;

  /** The folder is made when the first object is. */
  public DirectoryStore(Path root) {
    this.root = root.toAbsolutePath().normalize();
  }

  @Override
  public String inWords() {
    return "dir:" + root;
  }

  @Override
  public ObjectSink create(String key) {
    var target = fileOf(key);
    try {
      var folder = folderOf(target);
      Files.createDirectories(folder);
      requireInside(folder, key);
      return new FileUpload(folder, target, key, this);
    } catch (IOException e) {
      throw failure(e, "writing " + key);
    }
  }

  @Override
  public InputStream read(String key) {
    var file = fileOf(key);
    try {
      requireInside(folderOf(file), key);
      return Files.newInputStream(file);
    } catch (IOException e) {
      throw failure(e, "reading " + key);
    }
  }

  @Override
  public Optional<StoredObject> find(String key) {
    var file = fileOf(key);
    try {
      return Files.isRegularFile(file) ? Optional.of(stored(key, file)) : Optional.empty();
    } catch (IOException e) {
      throw failure(e, "looking for " + key);
    }
  }

  @Override
  public List<StoredObject> list(String prefix) {
    if (!Files.isDirectory(root)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(root)) {
      return files
          .filter(it -> Files.isRegularFile(it) && !FileUpload.isUnfinished(it))
          .map(it -> root.relativize(it).toString())
          .filter(it -> it.startsWith(prefix))
          .map(it -> listed(it, root.resolve(it)))
          .sorted(comparing(StoredObject::key))
          .toList();
    } catch (IOException e) {
      throw failure(e, "listing " + prefix);
    }
  }

  @Override
  public List<UnfinishedObject> unfinished(String prefix) {
    if (!Files.isDirectory(root)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(root)) {
      return files
          .filter(FileUpload::isUnfinished)
          .map(this::unfinished)
          .filter(it -> it.key().startsWith(prefix))
          .toList();
    } catch (IOException e) {
      throw failure(e, "listing what is unfinished of " + prefix);
    }
  }

  /** It has no name yet: its folder is all of its key that is known. */
  private UnfinishedObject unfinished(Path file) {
    var name = root.relativize(file).toString();
    try {
      return new UnfinishedObject(
          folderOf(Path.of(name)).toString(), name, Files.getLastModifiedTime(file).toInstant());
    } catch (IOException e) {
      throw failure(e, "looking at " + name);
    }
  }

  @Override
  public void discard(UnfinishedObject unfinished) {
    delete(unfinished.id());
  }

  @Override
  public void delete(String key) {
    try {
      Files.deleteIfExists(fileOf(key));
    } catch (IOException e) {
      throw failure(e, "deleting " + key);
    }
  }

  @Override
  public void close() {}

  EngineException failure(IOException e, String doing) {
    var why = isFull() ? "the disk is full; make room" : e.getClass().getSimpleName();
    if (isReadOnly()) {
      why = "the folder is mounted read-only";
    }
    return new EngineException(codeOf(e), doing + " in " + inWords() + ": " + why, e);
  }

  private FailureCode codeOf(IOException e) {
    return switch (e) {
      case NoSuchFileException _ -> FailureCode.OBJECT_MISSING;
      case AccessDeniedException _ -> FailureCode.STORE_ACCESS_DENIED;
      default -> {
        if (isReadOnly()) {
          yield FailureCode.STORE_ACCESS_DENIED;
        }
        yield isFull() ? FailureCode.OUT_OF_SPACE : FailureCode.STORE_UNREACHABLE;
      }
    };
  }

  /** By asking, since the words of a failure are the system's and in its language. */
  private boolean isFull() {
    try {
      return Files.getFileStore(root).getUsableSpace() < NO_ROOM_BYTES;
    } catch (IOException _) {
      return false; // whatever it is, this is not known
    }
  }

  private boolean isReadOnly() {
    try {
      return Files.getFileStore(root).isReadOnly();
    } catch (IOException _) {
      return false;
    }
  }

  private Path fileOf(String key) {
    for (var segment : key.split("/", -1)) {
      if (segment.isEmpty() || segment.equals(".") || segment.equals("..")) {
        throw leaves(key);
      }
    }
    return root.resolve(key);
  }

  /** A symbolic link in the folder must not lead out of it either. */
  private void requireInside(Path folder, String key) throws IOException {
    if (!folder.toRealPath().startsWith(root.toRealPath())) {
      throw leaves(key);
    }
  }

  private EngineException leaves(String key) {
    return new EngineException(
        FailureCode.ORDER_INVALID, "not a key of an object in " + inWords() + ": " + key);
  }

  private Path folderOf(Path file) {
    return requireNonNullElse(file.getParent(), root);
  }

  private static StoredObject stored(String key, Path file) throws IOException {
    var facts = Files.readAttributes(file, BasicFileAttributes.class);
    return new StoredObject(key, facts.size(), facts.lastModifiedTime().toInstant());
  }

  private StoredObject listed(String key, Path file) {
    try {
      return stored(key, file);
    } catch (IOException e) {
      throw failure(e, "listing " + key);
    }
  }
}
