package dev.slipway.cli;

import dev.slipway.engine.retention.StoreInventory;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "list",
    description = {
      "Say what a backups store holds, by environment: backups, checkpoints, undo files,",
      "what was never finished, and what is none of these. Reads no more than manifests."
    })
final class ListCommand extends Verb {
  @Parameters(paramLabel = "STORE", description = "s3://bucket/prefix or dir:PATH.")
  private String address;

  @Option(
      names = "--environment",
      paramLabel = "NAME",
      description = "Only this one (default: all that the store has).")
  private @Nullable String environment;

  @Mixin private StoreOptions store;

  @Override
  public void run() {
    try (var opened = store.open(address);
        var progress = ProgressLine.onTerminal()) {
      var inventory = new StoreInventory(opened, progress);
      var items = environment == null ? inventory.all() : inventory.of(environment);
      output().answer(items, InventoryText.of(items));
    }
  }
}
