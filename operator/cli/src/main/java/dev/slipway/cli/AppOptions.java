package dev.slipway.cli;

import dev.slipway.engine.EngineException;
import dev.slipway.engine.FailureCode;
import dev.slipway.engine.apply.MigrationSettings;
import dev.slipway.engine.file.Manifest;
import dev.slipway.engine.preset.Naming;
import dev.slipway.engine.preset.Preset;
import dev.slipway.engine.preset.Presets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What is known of the app beforehand, and how it names its tables. */
final class AppOptions {
  @Option(
      names = "--preset",
      paramLabel = "NAME",
      description = "What is known of the app's own tables, such as nocobase (default: nothing).")
  private @Nullable String preset;

  @Option(
      names = "--preset-extension",
      paramLabel = "FILE",
      description = "YAML that adds to the preset, or stands for one.")
  private @Nullable Path extension;

  @Option(
      names = "--table-prefix",
      paramLabel = "PREFIX",
      description = "What the names of the app's own tables begin with.",
      defaultValue = "")
  private String prefix;

  @Option(
      names = "--underscored",
      description = "The app's own tables are named written_so, and not writtenSo.")
  private boolean underscored;

  /**
   * Where nobody says anything, the file tells of the app, and the target's tables of their names.
   */
  MigrationSettings in(MigrationSettings settings, Manifest manifest) {
    boolean isSaid = preset != null || extension != null || underscored || !prefix.isEmpty();
    return isSaid ? settings.withApp(presetOr(manifest.origin().preset()), naming()) : settings;
  }

  Naming naming() {
    return new Naming(prefix, underscored);
  }

  Preset preset() {
    return presetOr(null);
  }

  /**
   * @param known the preset where none was asked for, if it is one that comes with Slipway
   */
  Preset presetOr(@Nullable String known) {
    var named = preset == null ? Presets.namedOrGeneric(known) : Presets.named(preset);
    return extension == null ? named : named.extendedBy(text(extension));
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new EngineException(
          FailureCode.ORDER_INVALID, file + " cannot be read: " + e.getMessage(), e);
    }
  }
}
