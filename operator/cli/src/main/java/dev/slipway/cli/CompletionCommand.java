package dev.slipway.cli;

import static java.util.Locale.ROOT;

import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "completion",
    description = "Print what makes a shell complete the verbs and their options.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class)
final class CompletionCommand implements Runnable {
  /** One script serves both: it finds out which of them reads it. */
  enum Shell {
    BASH,
    ZSH
  }

  @Parameters(paramLabel = "bash|zsh", description = "The shell.")
  private Shell shell;

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    var slipway = SlipwayCommand.withAll();
    var name = spec.root().name();
    var out = spec.commandLine().getOut();
    out.println("# Completion of " + name + " in " + shell.name().toLowerCase(ROOT));
    out.print(AutoComplete.bash(name, slipway));
    out.flush();
  }
}
