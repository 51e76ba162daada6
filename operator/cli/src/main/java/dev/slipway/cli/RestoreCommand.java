package dev.slipway.cli;

import dev.slipway.engine.client.PostgresClients;
import dev.slipway.engine.restore.BackupRestore;
import dev.slipway.engine.restore.RestoreRequest;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "restore",
    description =
        "Bring a backup back into a database, whole or not at all. What is newer there is gone.")
final class RestoreCommand extends Verb {
  @Parameters(paramLabel = "BACKUP", description = "A location, as backup prints it.")
  private String location;

  @Option(
      names = "--in",
      paramLabel = "STORE",
      required = true,
      description = "s3://bucket/prefix or dir:PATH.")
  private String in;

  @Option(
      names = "--to",
      paramLabel = "DB",
      required = true,
      description = "The database: postgresql://user@host:port/database.")
  private String to;

  @Option(
      names = "--storage",
      paramLabel = "NAME=DIR",
      description = "Where the files of NAME go; what is not named stays as it is.")
  private Map<String, Path> storage = Map.of();

  @Mixin private IdentityOptions identity;
  @Mixin private DatabaseOptions database;
  @Mixin private StoreOptions store;

  @Override
  public void run() {
    try (var opened = store.open(in);
        var progress = ProgressLine.onTerminal()) {
      var manifest =
          new BackupRestore(opened, PostgresClients.installed(), identity.identities())
              .restore(new RestoreRequest(location, storage), database.sessions(to), progress);
      output().answer(manifest, List.of(location + " is restored"));
    }
  }
}
