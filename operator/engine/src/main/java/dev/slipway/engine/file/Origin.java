package dev.slipway.engine.file;

import dev.slipway.engine.preset.Preset;
import org.jspecify.annotations.Nullable;

/**
 * Where the content of a file comes from.
 *
 * @param preset by which the app's own tables were told; absent: there was none
 */
public record Origin(@Nullable String preset) {
  static Origin of(Preset preset) {
    return new Origin(preset.equals(Preset.NONE) ? null : preset.name());
  }
}
