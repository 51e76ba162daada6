package dev.slipway.engine.backup;

import dev.slipway.engine.preset.Naming;
import dev.slipway.engine.preset.Preset;

/** The app whose database is backed up: what is known of it, and how it names its tables. */
public record BackedUpApp(Preset preset, Naming naming) {
  public static final BackedUpApp UNKNOWN = new BackedUpApp(Preset.NONE, Naming.PLAIN);
}
