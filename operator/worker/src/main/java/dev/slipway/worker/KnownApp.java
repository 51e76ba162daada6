package dev.slipway.worker;

import dev.slipway.engine.EngineException;
import dev.slipway.engine.FailureCode;
import dev.slipway.engine.apply.MigrationSettings;
import dev.slipway.engine.order.Accepted;
import dev.slipway.engine.order.AppKnowledge;
import dev.slipway.engine.order.DatabaseAccess;
import dev.slipway.engine.preset.Naming;
import dev.slipway.engine.preset.Preset;
import dev.slipway.engine.preset.Presets;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What is known of the app of an order: its preset with the files that extend it. */
record KnownApp(AppKnowledge app) {
  /**
   * What the orders of a change say of how it is made. Where nothing is known of the app
   * beforehand, the file tells.
   */
  MigrationSettings settings(DatabaseAccess database, boolean destructive, List<Accepted> accept) {
    var settings =
        MigrationSettings.of(database.schema())
            .withDestructive(destructive)
            .withAccept(Acceptances.of(Encryption.withoutWayBack(accept)));
    return app.preset() == null && app.extensionFolder() == null
        ? settings
        : settings.withApp(preset(), naming());
  }

  Naming naming() {
    return new Naming(app.tablePrefix(), app.underscored());
  }

  Preset preset() {
    var name = app.preset();
    var preset = name == null ? Presets.generic() : Presets.named(name);
    var folder = app.extensionFolder();
    if (folder == null) {
      return preset;
    }
    var extended = preset;
    for (var file : files(Path.of(folder))) {
      extended = extended.extendedBy(text(file));
    }
    return extended;
  }

  /** In the order of their names. Those that begin with a dot are the kubelet's. */
  private static List<Path> files(Path folder) {
    try (var files = Files.list(folder)) {
      var found =
          files
              .filter(it -> !it.getFileName().toString().startsWith("."))
              .filter(Files::isRegularFile)
              .sorted()
              .toList();
      if (found.isEmpty()) {
        throw new EngineException(
            FailureCode.RULES_ILLEGAL,
            "the ConfigMap that presetExtension names is missing or empty: create it beside the environment");
      }
      return found;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
