package dev.slipway.engine.merge;

import dev.slipway.engine.EngineException;
import dev.slipway.engine.FailureCode;
import dev.slipway.engine.preset.Naming;
import dev.slipway.engine.preset.Preset;

/** Whether sources and base stem from one installation. */
record Lineage(Inputs inputs, Preset preset, Naming naming) {
  void require() {
    for (var source : inputs.sources()) {
      var shared =
          inputs.base().structure().tables().stream()
              .filter(it -> source.structure().table(it.name()).isPresent())
              .count();
      if (shared == 0) {
        throw new EngineException(
            FailureCode.LINEAGE_DIFFERS,
            "%s and the base have no table in common: compared were the names of their tables"
                .formatted(source.name()));
      }
    }
  }
}
