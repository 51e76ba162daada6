package dev.slipway.engine.storage;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.slipway.engine.EngineException;
import dev.slipway.engine.FailureCode;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;

/** A storage folder as a tar: names of any length, modes, times, owners by number, links. */
public final class StorageArchive {
  private final StorageFolder folder;
  private final List<PathMatcher> excluded;

  public StorageArchive(StorageFolder folder) {
    this.folder = folder;
    var fileSystem = folder.path().getFileSystem();
    this.excluded =
        folder.excluded().stream().map(it -> fileSystem.getPathMatcher("glob:" + it)).toList();
  }

  /** Writes the folder's content; the stream stays open. */
  public Contents write(OutputStream out) throws IOException {
    var tar = new TarArchiveOutputStream(out, UTF_8.name());
    tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
    tar.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_POSIX);
    tar.setAddPaxHeadersForNonAsciiNames(true);
    var visit = new Visit(tar);
    Files.walkFileTree(folder.path(), visit);
    tar.finish();
    return new Contents(visit.entries, List.copyOf(visit.leftOut));
  }

  /** What went into the archive, and what did not. */
  public record Contents(long entries, List<String> leftOut) {}

  private final class Visit extends SimpleFileVisitor<Path> {
    private final TarArchiveOutputStream tar;
    private final List<String> leftOut = new ArrayList<>();
    private long entries;

    private Visit(TarArchiveOutputStream tar) {
      this.tar = tar;
    }

    @Override
    public FileVisitResult preVisitDirectory(Path path, BasicFileAttributes attributes)
        throws IOException {
      var name = folder.path().relativize(path);
      if (path.equals(folder.path())) {
        return FileVisitResult.CONTINUE;
      }
      if (isExcluded(name) || StorageUnpacking.isOurs(name)) {
        return FileVisitResult.SKIP_SUBTREE;
      }
      put(new TarArchiveEntry(name + "/", true), path);
      tar.closeArchiveEntry();
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path path, BasicFileAttributes attributes) throws IOException {
      var name = folder.path().relativize(path);
      if (isExcluded(name)) {
        return FileVisitResult.CONTINUE;
      }
      if (attributes.isSymbolicLink()) {
        putLink(path, name.toString());
      } else if (attributes.isRegularFile()) {
        putFile(path, name.toString());
      } else {
        leftOut.add(name.toString());
      }
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path path, IOException failure) throws IOException {
      return leaveOutWhatVanished(path, failure);
    }

    private FileVisitResult leaveOutWhatVanished(Path path, IOException failure)
        throws IOException {
      if (failure instanceof NoSuchFileException && !path.equals(folder.path())) {
        leftOut.add(folder.path().relativize(path).toString());
        return FileVisitResult.CONTINUE;
      }
      throw failure;
    }

    private void putLink(Path path, String name) throws IOException {
      var entry = new TarArchiveEntry(name, TarConstants.LF_SYMLINK, true);
      entry.setLinkName(Files.readSymbolicLink(path).toString());
      put(entry, path);
      tar.closeArchiveEntry();
    }

    private void putFile(Path path, String name) throws IOException {
      try (var content = Files.newInputStream(path, LinkOption.NOFOLLOW_LINKS)) {
        var entry = new TarArchiveEntry(name, true);
        entry.setSize(Files.size(path));
        put(entry, path);
        long copied = Copying.upTo(entry.getSize(), content, tar);
        if (copied < entry.getSize()) {
          throw new EngineException(
              FailureCode.STORAGE_UNREADABLE, "a file shrank while it was read: " + path);
        }
        tar.closeArchiveEntry();
      } catch (NoSuchFileException e) {
        leaveOutWhatVanished(path, e);
      }
    }

    private void put(TarArchiveEntry entry, Path path) throws IOException {
      entry.setMode(unix(path, "unix:mode") & 07777);
      entry.setUserId(unix(path, "unix:uid"));
      entry.setGroupId(unix(path, "unix:gid"));
      entry.setLastModifiedTime(Files.getLastModifiedTime(path, LinkOption.NOFOLLOW_LINKS));
      tar.putArchiveEntry(entry);
      entries++;
    }

    private static int unix(Path path, String attribute) throws IOException {
      return (Integer) Files.getAttribute(path, attribute, LinkOption.NOFOLLOW_LINKS);
    }

    private boolean isExcluded(Path name) {
      return excluded.stream().anyMatch(it -> it.matches(name));
    }
  }
}
