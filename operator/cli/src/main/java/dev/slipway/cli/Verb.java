package dev.slipway.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** What all verbs have: help, a version, a form of answer. */
@Command(mixinStandardHelpOptions = true, versionProvider = Version.class)
abstract class Verb implements Runnable {
  @Mixin private Output output;

  Output output() {
    return output;
  }
}
