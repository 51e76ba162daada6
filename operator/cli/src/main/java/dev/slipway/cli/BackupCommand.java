package dev.slipway.cli;

import dev.slipway.engine.backup.BackedUpApp;
import dev.slipway.engine.backup.BackupManifest;
import dev.slipway.engine.backup.BackupRequest;
import dev.slipway.engine.backup.BackupVerification;
import dev.slipway.engine.backup.BackupWriter;
import dev.slipway.engine.client.PostgresClients;
import dev.slipway.engine.finding.Finding;
import dev.slipway.engine.packing.Identities;
import dev.slipway.engine.retention.VerifiedMark;
import dev.slipway.engine.retention.VerifiedMarks;
import dev.slipway.engine.storage.StorageFolder;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "backup",
    description = "Back a database and folders up, read it all back, and print its location.")
final class BackupCommand extends Verb {
  @Option(
      names = "--from",
      paramLabel = "DB",
      required = true,
      description = "The database: postgresql://user@host:port/database.")
  private String from;

  @Option(
      names = "--storage",
      paramLabel = "NAME=DIR",
      description = "A folder that belongs to the data, such as uploads=/srv/uploads.")
  private Map<String, Path> storage = Map.of();

  @Option(
      names = "--to",
      paramLabel = "STORE",
      required = true,
      description = "s3://bucket/prefix or dir:PATH.")
  private String to;

  @Option(
      names = "--environment",
      paramLabel = "NAME",
      description = "The folder in the store (default: the database's name).")
  private String environment = "";

  @Option(names = "-m", paramLabel = "TEXT", description = "What this backup is for.")
  private String description = "";

  @Mixin private RecipientOptions encryption;
  @Mixin private AppOptions app;
  @Mixin private DatabaseOptions database;
  @Mixin private StoreOptions store;

  @Override
  public void run() {
    var sessions = database.sessions(from);
    var clients = PostgresClients.installed();
    var folder = environment.isEmpty() ? sessions.login().database() : environment;
    var request =
        new BackupRequest(
            folder,
            folder,
            UUID.randomUUID().toString(),
            description,
            List.of(database.schema()),
            folders(),
            encryption.sealing(),
            new BackedUpApp(app.preset(), app.naming()));
    try (var opened = store.open(to);
        var progress = ProgressLine.onTerminal()) {
      new BackupWriter(opened, clients, Clock.systemUTC()).write(request, sessions, progress);
      var verified =
          new BackupVerification(opened, clients, Identities.NONE)
              .verify(request.location(), progress);
      var manifest = verified.manifest();
      new VerifiedMarks(opened, Clock.systemUTC())
          .leave(request.location(), VerifiedMark.How.CHECKSUM);
      remarks(manifest).forEach(output()::remark);
      verified.findings().forEach(output()::remark);
      output().answer(manifest, List.of(request.location()));
    }
  }

  /** What a person should know of it, and its location does not say. */
  private static List<Finding> remarks(BackupManifest manifest) {
    var remarks = new ArrayList<Finding>();
    for (var it : manifest.storage()) {
      var skew = Duration.between(manifest.started(), it.ended()).toMillis() / 1e3;
      remarks.add(
          Finding.note(
              "skew",
              it.claim(),
              String.format(Locale.ROOT, "read up to %.1f s after the database", skew)));
      it.leftOut()
          .forEach(
              name ->
                  remarks.add(
                      Finding.note(
                          "left-out",
                          it.claim() + "/" + name,
                          "is neither file, folder nor link")));
      it.vanished()
          .forEach(
              name ->
                  remarks.add(
                      Finding.note(
                          "vanished", it.claim() + "/" + name, "was gone before it was read")));
    }
    return remarks;
  }

  private List<StorageFolder> folders() {
    return storage.entrySet().stream()
        .map(folder -> new StorageFolder(folder.getKey(), folder.getValue(), List.of()))
        .toList();
  }
}
