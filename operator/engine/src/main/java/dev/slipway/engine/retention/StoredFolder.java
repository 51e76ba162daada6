package dev.slipway.engine.retention;

import static java.util.Comparator.comparing;

import dev.slipway.engine.backup.BackupReader;
import dev.slipway.engine.store.StoredObject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The objects in one folder of an environment, told apart by their names. */
record StoredFolder(String location, List<StoredObject> objects) {
  static final String PINNED = "pinned";

  private static final Pattern PART =
      Pattern.compile(
          "(?:database\\.dump\\.zst|storage-.+\\.tar\\.zst|configuration\\.slipway)(?:\\.age)?");
  private static final Pattern SEAL = Pattern.compile("manifest-[0-9a-f]{64}(?:\\.json)?");
  private static final Pattern UNDO = Pattern.compile("undo-.+\\.slipway(?:\\.age)?");

  StoredFolder {
    objects = List.copyOf(objects);
  }

  String environment() {
    return location.substring(0, location.indexOf('/'));
  }

  List<String> names() {
    return objects.stream().map(this::name).toList();
  }

  boolean hasManifest() {
    return objects.stream().anyMatch(it -> isManifest(name(it)));
  }

  boolean isPinned() {
    return objects.stream().anyMatch(it -> name(it).equals(PINNED));
  }

  /** Whether its manifest was about to be written, or was there once. */
  boolean isSealed() {
    return objects.stream().anyMatch(it -> SEAL.matcher(name(it)).matches());
  }

  @Nullable VerifiedMark verified() {
    return objects.stream()
        .flatMap(it -> VerifiedMark.ofName(name(it)).stream())
        .max(comparing(VerifiedMark::at))
        .orElse(null);
  }

  /**
   * What a backup is made of, in the order in which it is taken away: the manifest first, so that
   * one that is taken away by half is no backup.
   */
  List<StoredObject> ofBackup() {
    return objects.stream()
        .filter(it -> placeOf(name(it)).isPresent())
        .sorted(comparing(it -> placeOf(name(it)).orElseThrow()))
        .toList();
  }

  List<StoredObject> undoFiles() {
    return objects.stream().filter(it -> UNDO.matcher(name(it)).matches()).toList();
  }

  /** What nobody of ours has written. */
  List<StoredObject> strangers() {
    return objects.stream()
        .filter(it -> placeOf(name(it)).isEmpty() && !UNDO.matcher(name(it)).matches())
        .toList();
  }

  /** Marks come later, and say nothing of who is at work. */
  Instant lastWritten() {
    var parts = objects.stream().filter(it -> isWrittenWithIt(name(it))).toList();
    return (parts.isEmpty() ? objects : parts)
        .stream().map(StoredObject::written).max(Instant::compareTo).orElseThrow();
  }

  static long bytes(List<StoredObject> of) {
    return of.stream().mapToLong(StoredObject::bytes).sum();
  }

  private String name(StoredObject object) {
    return object.key().substring(location.length() + 1);
  }

  private static boolean isWrittenWithIt(String name) {
    return PART.matcher(name).matches() || SEAL.matcher(name).matches();
  }

  private static boolean isManifest(String name) {
    return name.equals(BackupReader.MANIFEST);
  }

  private static Optional<Integer> placeOf(String name) {
    if (isManifest(name)) {
      return Optional.of(0);
    }
    if (PART.matcher(name).matches()) {
      return Optional.of(1);
    }
    if (name.equals(PINNED) || VerifiedMark.ofName(name).isPresent()) {
      return Optional.of(2);
    }
    return SEAL.matcher(name).matches() ? Optional.of(3) : Optional.empty();
  }
}
