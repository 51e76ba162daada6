package dev.slipway.engine.backup;

import dev.slipway.engine.packing.Identities;
import dev.slipway.engine.packing.PackedDownload;
import dev.slipway.engine.packing.PackedObject;
import dev.slipway.engine.packing.StoredBytes;
import dev.slipway.engine.progress.ProgressSink;
import dev.slipway.engine.store.ObjectStore;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Brings a backup's parts into a folder, as files that need no Slipway. A file has its name only
 * once it is whole and was found intact; what is there already is never replaced.
 */
public final class BackupFetch {
  private final ObjectStore store;
  private final Identities identities;

  public BackupFetch(ObjectStore store, Identities identities) {
    this.store = store;
    this.identities = identities;
  }

  /** Answers the files, the manifest last: it is there when all others are. */
  public List<Path> fetch(String location, Path folder, FetchForm form, ProgressSink progress) {
    var manifest = new BackupReader(store).read(location);
    if (form != FetchForm.STORED) {
      identities.requireOneOf(manifest.recipients(), location);
    }
    var parts = manifest.parts();
    var target = new FetchFolder(folder);
    target.requireNone(parts.stream().map(it -> form.nameOf(it.name())).toList());
    target.requireNone(List.of(BackupReader.MANIFEST));
    var fetched = new ArrayList<Path>();
    for (var it : parts) {
      fetched.add(target.put(form.nameOf(it.name()), to -> copy(it, location, form, to, progress)));
    }
    fetched.add(target.put(BackupReader.MANIFEST, to -> copyManifest(location, to)));
    return fetched;
  }

  private void copy(
      PackedObject part, String location, FetchForm form, OutputStream to, ProgressSink progress)
      throws IOException {
    switch (form) {
      case STORED -> copyStored(part, location, to, progress);
      case COMPRESSED -> {
        try (var download =
            PackedDownload.compressed(store, location, part, identities, progress)) {
          copy(download, to);
        }
      }
      case CLEAR -> {
        try (var download = new PackedDownload(store, location, part, identities, progress)) {
          copy(download, to);
        }
      }
    }
  }

  private static void copy(PackedDownload download, OutputStream to) throws IOException {
    download.clear().transferTo(to);
    download.requireIntact();
  }

  private void copyStored(
      PackedObject part, String location, OutputStream to, ProgressSink progress)
      throws IOException {
    try (var stored = StoredBytes.open(store, location, part, progress)) {
      stored.transferTo(to);
      stored.requireIntact();
    }
  }

  private void copyManifest(String location, OutputStream to) throws IOException {
    try (var stored = store.read(location + "/" + BackupReader.MANIFEST)) {
      stored.transferTo(to);
    }
  }
}
