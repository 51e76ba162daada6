package dev.slipway.cli;

import dev.slipway.engine.packing.Identities;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Option;

/** What opens that which is encrypted: files, since everybody on the machine sees arguments. */
final class IdentityOptions {
  @Option(
      names = "--identity",
      paramLabel = "FILE",
      description =
          "A file with an age identity, for an encrypted backup; several times if need be.")
  private List<Path> files = List.of();

  Identities identities() {
    return Identities.read(files);
  }
}
