package dev.slipway.cli;

import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
    name = "slipway",
    description = "Takes database-backed applications from development to production.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class)
final class SlipwayCommand implements Runnable {
  private static final List<Class<?>> VERBS_AND_ROLES =
      List.of(
          BuildCommand.class,
          InspectCommand.class,
          DiffCommand.class,
          PreviewCommand.class,
          ApplyCommand.class,
          UndoCommand.class,
          BackupCommand.class,
          VerifyCommand.class,
          RestoreCommand.class,
          ListCommand.class,
          PruneCommand.class,
          CheckpointCommand.class,
          FetchCommand.class,
          StatusCommand.class,
          ApproveCommand.class,
          ValidateCommand.class,
          RejectCommand.class,
          AbortCommand.class,
          RetryCommand.class,
          RollbackCommand.class,
          ReopenCommand.class,
          RecordCommand.class,
          LogsCommand.class,
          ClosedCommand.class,
          CompletionCommand.class,
          OperatorCommand.class,
          PageCommand.class,
          WorkerCommand.class);

  @Spec private CommandSpec spec;

  /** Knows only what the first word asks for: to learn the options of all takes a while. */
  static CommandLine forWords(String... words) {
    var asked =
        VERBS_AND_ROLES.stream()
            .filter(it -> words.length > 0 && name(it).equals(words[0]))
            .findFirst();
    return asked.map(it -> with(List.of(it))).orElseGet(SlipwayCommand::withAll);
  }

  static CommandLine withAll() {
    return with(VERBS_AND_ROLES);
  }

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(),
        "say what to do: one of " + String.join(", ", spec.subcommands().keySet()));
  }

  private static CommandLine with(List<Class<?>> commands) {
    var line = new CommandLine(new SlipwayCommand());
    commands.forEach(line::addSubcommand);
    return line;
  }

  private static String name(Class<?> command) {
    return command.getAnnotation(Command.class).name();
  }
}
