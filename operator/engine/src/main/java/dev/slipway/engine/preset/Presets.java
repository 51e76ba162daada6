package dev.slipway.engine.preset;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.slipway.engine.EngineException;
import dev.slipway.engine.FailureCode;
import dev.slipway.engine.finding.Finding;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The presets that come with Slipway. */
public final class Presets {
  private static final List<String> NAMES = List.of("nocobase");

  private Presets() {}

  /** Fails with ORDER_INVALID, naming those there are. */
  public static Preset named(String name) {
    if (!NAMES.contains(name)) {
      throw EngineException.refused(
          FailureCode.ORDER_INVALID,
          List.of(
              Finding.refusal(
                  "preset",
                  "preset " + name,
                  "is not known",
                  "name one of " + String.join(", ", NAMES) + ", or none and give a file")));
    }
    return generic().extendedBy(file(name));
  }

  /** The one of this name; nothing is known of the app where there is none. */
  public static Preset namedOrGeneric(@Nullable String name) {
    return name != null && NAMES.contains(name) ? named(name) : generic();
  }

  /** Nothing is known of the app; a file may tell. */
  public static Preset generic() {
    return Preset.NONE;
  }

  private static String file(String name) {
    try (var in = Presets.class.getResourceAsStream(name + ".yaml")) {
      if (in == null) {
        throw new IllegalStateException("not on the class path: " + name + ".yaml");
      }
      return new String(in.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
