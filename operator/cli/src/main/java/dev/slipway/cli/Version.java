package dev.slipway.cli;

import dev.slipway.engine.SlipwayVersion;
import picocli.CommandLine.IVersionProvider;

final class Version implements IVersionProvider {
  @Override
  public String[] getVersion() {
    return new String[] {"slipway " + SlipwayVersion.current()};
  }
}
