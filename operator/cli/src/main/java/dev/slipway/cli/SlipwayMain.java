package dev.slipway.cli;

import picocli.CommandLine;

/** Where every process of Slipway begins, whatever its role. */
public final class SlipwayMain {
  private SlipwayMain() {}

  public static void main(String[] arguments) {
    System.exit(commandLine(arguments).execute(arguments));
  }

  static CommandLine commandLine(String... arguments) {
    return SlipwayCommand.forWords(arguments)
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setExecutionExceptionHandler(new Failures());
  }
}
