package dev.slipway.cli;

import dev.slipway.engine.EngineException;
import dev.slipway.engine.FailureCode;
import dev.slipway.engine.packing.Sealing;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Option;

/** To whom what a verb writes is encrypted. */
final class RecipientOptions {
  @Option(
      names = "--recipient",
      paramLabel = "age1...",
      description = "A public age key that can open it; several times for several.")
  private List<String> recipients = List.of();

  @Option(
      names = "--recipients-file",
      paramLabel = "FILE",
      description = "Public age keys, one a line.")
  private List<Path> files = List.of();

  @Option(
      names = "--require-encryption",
      description = "Write nothing where nobody is named to encrypt it to.")
  private boolean isRequired;

  /** None where nobody was named: what is written is not encrypted then. */
  Sealing sealing() {
    var all = new Sealing(recipients);
    for (var file : files) {
      all = all.and(Sealing.read(file));
    }
    if (isRequired && !all.seals()) {
      throw new EngineException(
          FailureCode.ENCRYPTION_REQUIRED,
          "nothing may be written in clear: name a --recipient to encrypt it to");
    }
    return all;
  }
}
