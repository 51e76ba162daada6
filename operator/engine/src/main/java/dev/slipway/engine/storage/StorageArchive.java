package dev.slipway.engine.storage;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.util.Objects.requireNonNull;

import dev.slipway.engine.EngineException;
import dev.slipway.engine.FailureCode;
import dev.slipway.engine.file.Digest;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.jspecify.annotations.Nullable;

/**
 * A storage folder as a tar: names of any length and any bytes, modes, times, owners by number,
 * links. A file with several names is stored under each.
 */
public final class StorageArchive {
  /** Each character of a name is one of its bytes, see {@link RawName}. */
  static final String NAMES = ISO_8859_1.name();

  private static final int CHUNK_BYTES = 64 * 1024;
  private static final int BLOCK_BYTES = 4096;
  private static final Set<OpenOption> READ =
      Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);

  private final StorageFolder folder;
  private final List<PathMatcher> excluded;
  private final List<PathMatcher> keyFiles;

  public StorageArchive(StorageFolder folder) {
    this(folder, List.of());
  }

  /**
   * An archive that knows the app's keys.
   *
   * @param keyFiles whose fingerprints are wanted, as globs on the path below the folder
   */
  public StorageArchive(StorageFolder folder, List<String> keyFiles) {
    this.folder = folder;
    this.excluded = matchers(folder.excluded());
    this.keyFiles = matchers(keyFiles);
  }

  /**
   * Writes the folder's content; the stream stays open. Fails with STORAGE_UNREADABLE and the path
   * where there is something that cannot be read.
   */
  public Contents write(OutputStream out) throws IOException {
    var tar = new TarArchiveOutputStream(out, NAMES);
    // long names as GNU has them: a PAX header is UTF-8, and a name need not be
    tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_GNU);
    tar.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_POSIX);
    var visit = new Visit(tar);
    Files.walkFileTree(folder.path(), visit);
    tar.finish();
    return new Contents(
        visit.entries, visit.bytes, visit.leftOut, visit.vanished, visit.fingerprints);
  }

  /**
   * What went into the archive, and what did not.
   *
   * @param bytes of all files, in whole blocks of the file system
   * @param leftOut what is neither file, folder nor symbolic link
   * @param vanished what was gone before it was read
   * @param keyFiles the SHA-256 of each by its path
   */
  public record Contents(
      long entries,
      long bytes,
      List<String> leftOut,
      List<String> vanished,
      SortedMap<String, String> keyFiles) {
    public Contents {
      leftOut = List.copyOf(leftOut);
      vanished = List.copyOf(vanished);
      keyFiles = Collections.unmodifiableSortedMap(new TreeMap<>(keyFiles));
    }
  }

  private record Attributes(int mode, int user, int group, FileTime modified) {
    static Attributes of(Path path) throws IOException {
      var all =
          Files.readAttributes(
              path, "unix:mode,uid,gid,lastModifiedTime", LinkOption.NOFOLLOW_LINKS);
      return new Attributes(
          (Integer) requireNonNull(all.get("mode")),
          (Integer) requireNonNull(all.get("uid")),
          (Integer) requireNonNull(all.get("gid")),
          (FileTime) requireNonNull(all.get("lastModifiedTime")));
    }

    void describe(TarArchiveEntry entry) {
      entry.setMode(mode & 07777);
      entry.setUserId(Integer.toUnsignedLong(user));
      entry.setGroupId(Integer.toUnsignedLong(group));
      // a name would count for more than its number, and may be somebody else's elsewhere
      entry.setUserName("");
      entry.setGroupName("");
      entry.setLastModifiedTime(modified);
    }
  }

  private List<PathMatcher> matchers(List<String> globs) {
    var fileSystem = folder.path().getFileSystem();
    return globs.stream().map(it -> fileSystem.getPathMatcher("glob:" + it)).toList();
  }

  private final class Visit extends SimpleFileVisitor<Path> {
    private final TarArchiveOutputStream tar;
    private final List<String> leftOut = new ArrayList<>();
    private final List<String> vanished = new ArrayList<>();
    private final SortedMap<String, String> fingerprints = new TreeMap<>();
    private final ByteBuffer chunk = ByteBuffer.allocate(CHUNK_BYTES);
    private long entries;
    private long bytes;

    private Visit(TarArchiveOutputStream tar) {
      this.tar = tar;
    }

    @Override
    public FileVisitResult preVisitDirectory(Path path, BasicFileAttributes attributes)
        throws IOException {
      if (path.equals(folder.path())) {
        return FileVisitResult.CONTINUE;
      }
      var below = folder.path().relativize(path);
      if (matches(excluded, below) || StorageUnpacking.isNoneOfTheApps(below)) {
        return FileVisitResult.SKIP_SUBTREE;
      }
      var described = described(path);
      if (described == null) {
        return FileVisitResult.SKIP_SUBTREE;
      }
      put(new TarArchiveEntry(name(path) + "/", true), described);
      tar.closeArchiveEntry();
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path path, BasicFileAttributes attributes) throws IOException {
      if (matches(excluded, folder.path().relativize(path))) {
        return FileVisitResult.CONTINUE;
      }
      if (attributes.isSymbolicLink()) {
        putLink(path);
      } else if (attributes.isRegularFile()) {
        putFile(path);
      } else {
        leftOut.add(inWords(path));
      }
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path path, IOException failure) {
      noteVanished(path, failure);
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path path, @Nullable IOException failure) {
      if (failure != null) {
        throw unreadable(path, failure);
      }
      return FileVisitResult.CONTINUE;
    }

    private void putLink(Path path) throws IOException {
      var described = described(path);
      var target = described == null ? null : targetOf(path);
      if (described != null && target != null) {
        var entry = new TarArchiveEntry(name(path), TarConstants.LF_SYMLINK, true);
        entry.setLinkName(target);
        put(entry, described);
        tar.closeArchiveEntry();
      }
    }

    private void putFile(Path path) throws IOException {
      try (var content = open(path)) {
        var described = content == null ? null : described(path);
        if (content != null && described != null) {
          var entry = new TarArchiveEntry(name(path), true);
          entry.setSize(content.size());
          put(entry, described);
          putContent(path, content, entry.getSize());
          tar.closeArchiveEntry();
        }
      }
    }

    /** No more than it was long at first: what grows meanwhile is cut there. */
    private void putContent(Path path, SeekableByteChannel content, long size) throws IOException {
      boolean isKey = matches(keyFiles, folder.path().relativize(path));
      var digest = isKey ? Digest.begin() : null;
      long left = size;
      while (left > 0) {
        int count = readSome(path, content, left);
        if (count < 0) {
          throw new EngineException(
              FailureCode.STORAGE_UNREADABLE,
              inWords(path) + " in " + folder.path() + " shrank while it was read; try again");
        }
        tar.write(chunk.array(), 0, count);
        update(digest, count);
        left -= count;
      }
      if (digest != null) {
        fingerprints.put(inWords(path), Digest.finish(digest).hex());
      }
    }

    private void update(@Nullable MessageDigest digest, int count) {
      if (digest != null) {
        digest.update(chunk.array(), 0, count);
      }
    }

    private int readSome(Path path, SeekableByteChannel content, long atMost) {
      chunk.clear().limit((int) Math.min(chunk.capacity(), atMost));
      try {
        return content.read(chunk);
      } catch (IOException e) {
        throw unreadable(path, e);
      }
    }

    private void put(TarArchiveEntry entry, Attributes attributes) throws IOException {
      attributes.describe(entry);
      tar.putArchiveEntry(entry);
      entries++;
      bytes += inBlocks(entry.getSize());
    }

    /** As file systems mostly count: an entry without content takes a block, too. */
    private static long inBlocks(long size) {
      return Math.max(1, (size + BLOCK_BYTES - 1) / BLOCK_BYTES) * BLOCK_BYTES;
    }

    /** Null where it has vanished. */
    private @Nullable Attributes described(Path path) {
      try {
        return Attributes.of(path);
      } catch (IOException e) {
        noteVanished(path, e);
        return null;
      }
    }

    private @Nullable SeekableByteChannel open(Path path) {
      try {
        return Files.newByteChannel(path, READ);
      } catch (IOException e) {
        noteVanished(path, e);
        return null;
      }
    }

    private @Nullable String targetOf(Path link) {
      try {
        return RawName.ofTarget(Files.readSymbolicLink(link));
      } catch (IOException e) {
        noteVanished(link, e);
        return null;
      }
    }

    private void noteVanished(Path path, IOException failure) {
      if (!(failure instanceof NoSuchFileException) || path.equals(folder.path())) {
        throw unreadable(path, failure);
      }
      vanished.add(inWords(path));
    }

    private EngineException unreadable(Path path, IOException failure) {
      var what = path.equals(folder.path()) ? "the folder" : inWords(path);
      var why =
          switch (failure) {
            case AccessDeniedException _ -> "this user may not; run as the app's own user";
            case NoSuchFileException _ -> "it is not there";
            default -> failure.getClass().getSimpleName();
          };
      return new EngineException(
          FailureCode.STORAGE_UNREADABLE,
          "%s in %s cannot be read: %s".formatted(what, folder.path(), why),
          failure);
    }

    private String name(Path path) {
      return RawName.below(folder.path(), path);
    }

    private String inWords(Path path) {
      return RawName.inWords(name(path));
    }

    private static boolean matches(List<PathMatcher> globs, Path below) {
      return globs.stream().anyMatch(it -> it.matches(below));
    }
  }
}
