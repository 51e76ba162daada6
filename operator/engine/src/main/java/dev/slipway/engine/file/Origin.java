package dev.slipway.engine.file;

import dev.slipway.engine.preset.AppFacts;
import dev.slipway.engine.preset.Preset;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The app that a file was built from.
 *
 * @param preset by which its own tables were told; absent: there was none
 * @param settings environment variables of the app that have to be equal in source and target
 */
public record Origin(@Nullable String preset, List<String> settings, AppFacts app) {
  public Origin {
    settings = List.copyOf(settings);
  }

  static Origin of(Preset preset, AppFacts app) {
    return new Origin(preset.equals(Preset.NONE) ? null : preset.name(), preset.settings(), app);
  }
}
