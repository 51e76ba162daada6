package dev.slipway.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Set;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/** Tar files packed with xz. */
public final class Archive {
  private Archive() {}

  /** Unpacks folders, files and links with their rights; refuses what points out of the folder. */
  public static void unpack(InputStream packed, Path folder) throws IOException {
    try (var tar = new TarArchiveInputStream(new XZInputStream(packed))) {
      for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        unpack(tar, entry, folder);
      }
    }
  }

  private static void unpack(TarArchiveInputStream tar, TarArchiveEntry entry, Path folder)
      throws IOException {
    var target = inside(folder, folder.resolve(entry.getName()));
    if (entry.isDirectory()) {
      Files.createDirectories(target);
      Files.setPosixFilePermissions(target, permissions(entry.getMode()));
      return;
    }
    Files.createDirectories(inside(folder, target.resolve("..")));
    if (entry.isSymbolicLink()) {
      inside(folder, target.resolveSibling(entry.getLinkName()));
      Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
    } else {
      Files.copy(tar, target);
      Files.setPosixFilePermissions(target, permissions(entry.getMode()));
    }
  }

  private static Path inside(Path folder, Path path) throws IOException {
    if (!path.normalize().startsWith(folder.normalize())) {
      throw new IOException("points out of its folder: " + path);
    }
    return path.normalize();
  }

  /** Mode bits stand in the order of the enum, the owner's right to read first. */
  private static Set<PosixFilePermission> permissions(int mode) {
    var granted = EnumSet.noneOf(PosixFilePermission.class);
    int bit = 0b100_000_000;
    for (var permission : PosixFilePermission.values()) {
      if ((mode & bit) != 0) {
        granted.add(permission);
      }
      bit >>= 1;
    }
    return granted;
  }
}
