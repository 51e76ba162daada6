package dev.slipway.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
    name = "slipway",
    description = "Takes database-backed applications from development to production.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    subcommands = {
      BuildCommand.class,
      InspectCommand.class,
      DiffCommand.class,
      PreviewCommand.class,
      ApplyCommand.class,
      UndoCommand.class,
      BackupCommand.class,
      VerifyCommand.class,
      RestoreCommand.class,
      CompletionCommand.class,
      OperatorCommand.class,
      WorkerCommand.class
    })
final class SlipwayCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(),
        "say what to do: one of " + String.join(", ", spec.subcommands().keySet()));
  }
}
