package dev.slipway.cli;

import dev.slipway.engine.backup.BackupFetch;
import dev.slipway.engine.backup.FetchForm;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "fetch",
    description = "Bring a backup's parts into a folder, as files that need no Slipway.")
final class FetchCommand extends Verb {
  @Parameters(paramLabel = "BACKUP", description = "A location, as backup prints it.")
  private String location;

  @Option(
      names = "--in",
      paramLabel = "STORE",
      required = true,
      description = "s3://bucket/prefix or dir:PATH.")
  private String in;

  @Option(
      names = "-o",
      paramLabel = "DIR",
      required = true,
      description = "The folder; nothing that is there already is replaced.")
  private Path folder;

  @Option(
      names = "--as",
      paramLabel = "clear|compressed|stored",
      description =
          "clear: for pg_restore and tar; compressed: decrypted only; stored: as in the store (default: ${DEFAULT-VALUE}).",
      defaultValue = "clear")
  private FetchForm form;

  @Mixin private IdentityOptions identity;
  @Mixin private StoreOptions store;

  @Override
  public void run() {
    try (var opened = store.open(in);
        var progress = ProgressLine.onTerminal()) {
      var files =
          new BackupFetch(opened, identity.identities()).fetch(location, folder, form, progress);
      var names = files.stream().map(Path::toString).toList();
      output().answer(new Fetched(location, names), names);
    }
  }

  private record Fetched(String location, List<String> files) {}
}
