package dev.slipway.engine.backup;

import dev.slipway.engine.client.PostgresClients;
import dev.slipway.engine.file.Digest;
import dev.slipway.engine.packing.Identities;
import dev.slipway.engine.packing.Sealing;
import dev.slipway.engine.progress.ProgressSink;
import dev.slipway.engine.restore.BackupRestore;
import dev.slipway.engine.restore.RestoreRequest;
import dev.slipway.engine.restore.RestoreStatements;
import dev.slipway.engine.storage.StorageFolder;
import dev.slipway.engine.store.DirectoryStore;
import dev.slipway.engine.store.ObjectStore;
import dev.slipway.testkit.Scratch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;

/** A store of its own, and the verbs of a backup with what hardly ever matters filled in. */
public final class BackupBench {
  static final Instant NOON = Instant.parse("2026-03-04T12:00:00Z");
  public static final String LOCATION = "shop-production/b1";

  private final Path folder;
  private final ObjectStore store;
  private final PostgresClients clients;
  private final Sealing sealing;
  private final Identities identities;

  public BackupBench() {
    this(PostgresClients.installed());
  }

  public BackupBench(PostgresClients clients) {
    this.folder = Scratch.folder("backups");
    this.store = new DirectoryStore(folder);
    this.clients = clients;
    this.sealing = Sealing.NONE;
    this.identities = Identities.NONE;
  }

  public BackupBench(ObjectStore store) {
    this(store, Scratch.folder("backups"), Sealing.NONE, Identities.NONE);
  }

  private BackupBench(ObjectStore store, Path folder, Sealing sealing, Identities identities) {
    this.folder = folder;
    this.store = store;
    this.clients = PostgresClients.installed();
    this.sealing = sealing;
    this.identities = identities;
  }

  /** The same store, where what is written is sealed, and opened with what is at hand. */
  public BackupBench with(Sealing others, Identities atHand) {
    return new BackupBench(store, folder, others, atHand);
  }

  /** The same store, with other client programs. */
  public BackupRestore restoreWith(PostgresClients others) {
    return new BackupRestore(store, others, identities);
  }

  public ObjectStore store() {
    return store;
  }

  public Path file(String name) {
    return folder.resolve(LOCATION).resolve(name);
  }

  /** As if the backup had been made of another app: its manifest says so, and is believed. */
  public void pretend(String before, String after) throws IOException {
    var manifest = file("manifest.json");
    Files.delete(file(sibling(manifest)));
    Files.writeString(manifest, Files.readString(manifest).replace(before, after));
    Files.writeString(file(sibling(manifest)), "");
  }

  private static String sibling(Path manifest) throws IOException {
    return "manifest-" + Digest.of(Files.readAllBytes(manifest)).hex();
  }

  public BackupManifest backUp(SampleApp app, StorageFolder... storage) {
    return writer().write(request(storage), app.sessions(), ProgressSink.NONE);
  }

  public BackupManifest backUp(SampleApp app, ProgressSink progress) {
    return writer().write(request(), app.sessions(), progress);
  }

  public BackupManifest backUp(SampleApp app, BackedUpApp known, StorageFolder... storage) {
    return writer().write(request(storage).withApp(known), app.sessions(), ProgressSink.NONE);
  }

  public BackupManifest backUp(SampleApp app, Clock clock) {
    return new BackupWriter(store, clients, clock)
        .write(request(), app.sessions(), ProgressSink.NONE);
  }

  public BackupManifest backUp(DatabaseSnapshot snapshot) {
    return writer().write(request(), snapshot, ProgressSink.NONE);
  }

  public BackupManifest verify() {
    return verified().manifest();
  }

  public VerifiedBackup verified() {
    return new BackupVerification(store, clients, identities).verify(LOCATION, ProgressSink.NONE);
  }

  public BackupManifest restore(SampleApp app) {
    return restore(app, Map.of(), "");
  }

  public BackupManifest restore(SampleApp app, Map<String, Path> storage, String statement) {
    return restoreWith(clients)
        .restore(
            new RestoreRequest(LOCATION, storage, RestoreStatements.last(statement)),
            app.sessions(),
            ProgressSink.NONE);
  }

  private BackupWriter writer() {
    return new BackupWriter(store, clients, Clock.fixed(NOON, ZoneOffset.UTC));
  }

  private BackupRequest request(StorageFolder... storage) {
    return new BackupRequest(
        "shop-production",
        "uid-of-shop",
        "b1",
        "a test",
        List.of("app"),
        List.of(storage),
        sealing);
  }
}
