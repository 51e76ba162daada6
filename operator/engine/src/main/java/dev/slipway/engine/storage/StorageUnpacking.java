package dev.slipway.engine.storage;

import dev.slipway.engine.EngineException;
import dev.slipway.engine.FailureCode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributeView;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/**
 * Brings a storage folder back: unpacked beside what is there, on the same file system, and renamed
 * in later. It works inside the folder, since a mounted volume cannot be renamed itself.
 */
public final class StorageUnpacking {
  private static final String STAGE = ".slipway-restore";

  /** A volume may have it at its root, and only root may look into it. */
  private static final String LOST_AND_FOUND = "lost+found";

  private final Path folder;
  private final String backup;
  private final Path unpacked;

  /** There only while the old content is out, and so a sign to go on from there after a crash. */
  private final Path moving;

  private final Path old;

  /** Says of which backup all of this is. */
  private final Path mark;

  public StorageUnpacking(Path folder) {
    this(folder, "");
  }

  /**
   * @param backup whose files these are: those of another one are never renamed in as if they were
   */
  public StorageUnpacking(Path folder, String backup) {
    this.folder = folder;
    this.backup = backup;
    var stage = folder.resolve(STAGE);
    this.unpacked = stage.resolve("new");
    this.moving = stage.resolve("moving");
    this.old = stage.resolve("old");
    this.mark = stage.resolve("backup");
  }

  /** Whether a name below a storage folder is a restore's or the file system's own. */
  static boolean isNoneOfTheApps(Path name) {
    return name.startsWith(STAGE) || name.startsWith(LOST_AND_FOUND);
  }

  /** Unpacks beside; what an earlier try left there goes, unless it was being renamed in. */
  public void unpack(InputStream clear) throws IOException {
    if (Files.exists(old)) {
      rename();
    }
    Removal.of(folder.resolve(STAGE));
    Files.createDirectories(unpacked);
    Files.writeString(mark, backup);
    var tar = new TarArchiveInputStream(clear, StorageArchive.NAMES);
    Deque<TarArchiveEntry> folders = new ArrayDeque<>();
    for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
      var target = placeOf(entry);
      if (entry.isDirectory()) {
        Files.createDirectory(target);
        folders.push(entry);
      } else if (entry.isSymbolicLink()) {
        Files.createSymbolicLink(target, named(entry, entry.getLinkName()));
        describe(target, entry);
      } else if (entry.isFile()) {
        Files.copy(tar, target);
        describe(target, entry);
      } else {
        throw refused(entry);
      }
    }
    // the deepest first, and after their content, which changed their times
    for (var it : folders) {
      describe(placeOf(it), it);
    }
  }

  /** Puts what was unpacked in the place of what is there. Safe to repeat after a crash. */
  public void moveIn() throws IOException {
    if (Files.exists(mark) && Files.readString(mark).equals(backup)) {
      rename();
    }
  }

  private void rename() throws IOException {
    if (Files.exists(unpacked)) {
      Files.createDirectories(old);
      for (var it : childrenOf(folder)) {
        Files.move(it, old.resolve(it.getFileName()), StandardCopyOption.ATOMIC_MOVE);
      }
      Files.move(unpacked, moving, StandardCopyOption.ATOMIC_MOVE);
    }
    if (Files.exists(moving)) {
      for (var it : childrenOf(moving)) {
        Files.move(it, folder.resolve(it.getFileName()), StandardCopyOption.ATOMIC_MOVE);
      }
    }
    Removal.of(old); // and the mark last
    Removal.of(folder.resolve(STAGE));
  }

  public void discard() throws IOException {
    Removal.of(folder.resolve(STAGE));
  }

  private static List<Path> childrenOf(Path folder) throws IOException {
    try (Stream<Path> children = Files.list(folder)) {
      return children.filter(it -> !isNoneOfTheApps(it.getFileName())).toList();
    }
  }

  /** A name may lead neither up nor through a link that the archive itself has laid. */
  private Path placeOf(TarArchiveEntry entry) {
    var name = named(entry, entry.getName());
    if (name.isAbsolute() || name.toString().isEmpty()) {
      throw refused(entry);
    }
    var place = unpacked;
    for (var segment : name) {
      var isStep = segment.toString().equals(".") || segment.toString().equals("..");
      if (isStep || Files.isSymbolicLink(place)) {
        throw refused(entry);
      }
      place = place.resolve(segment);
    }
    return place;
  }

  private Path named(TarArchiveEntry entry, String raw) {
    try {
      return RawName.path(raw);
    } catch (IllegalArgumentException _) {
      throw refused(entry);
    }
  }

  private EngineException refused(TarArchiveEntry entry) {
    return new EngineException(
        FailureCode.BACKUP_DAMAGED,
        "the archive for %s holds what Slipway never writes: %s"
            .formatted(folder, RawName.inWords(entry.getName())));
  }

  private static void describe(Path target, TarArchiveEntry entry) throws IOException {
    own(target, entry);
    if (!entry.isSymbolicLink()) {
      // after the owner: a change of that takes away the bits for running as somebody else
      Files.setAttribute(target, "unix:mode", entry.getMode() & 07777);
    }
    var time = entry.getLastModifiedTime();
    Files.getFileAttributeView(target, BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
        .setTimes(time, null, null);
  }

  /** Only root may give files away; any other user becomes the owner, as with tar. */
  private static void own(Path target, TarArchiveEntry entry) throws IOException {
    try {
      set(target, "unix:uid", (int) entry.getLongUserId());
      set(target, "unix:gid", (int) entry.getLongGroupId());
    } catch (FileSystemException e) {
      if (Files.getAttribute(target, "unix:uid", LinkOption.NOFOLLOW_LINKS).equals(0)) {
        throw e;
      }
    }
  }

  private static void set(Path target, String attribute, int value) throws IOException {
    if (!Files.getAttribute(target, attribute, LinkOption.NOFOLLOW_LINKS).equals(value)) {
      Files.setAttribute(target, attribute, value, LinkOption.NOFOLLOW_LINKS);
    }
  }
}
