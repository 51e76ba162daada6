package dev.slipway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.testkit.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** Who copies a command from a page has one that the command line takes. */
class DocumentedCommandsTest {
  private static final CommandLine SLIPWAY = SlipwayCommand.withAll();

  @Test
  void everyVerbAndOptionOfThePagesIsOne() {
    var commands = DocumentedCommand.all();

    assertThat(commands).as("pages have commands").hasSizeGreaterThan(50);
    assertThat(commands)
        .allSatisfy(
            command ->
                assertThat(command.verbs())
                    .allSatisfy(
                        verb -> assertThat(optionsOf(verb)).containsAll(command.options())));
  }

  @Test
  void theRunbookLowersTheFenceAsReopenSays() throws IOException {
    var runbook = Files.readString(Repository.path("operator/docs/runbooks.md"));

    assertThat(runbook).contains(String.join("\n", ReopenCommand.LOWERING));
  }

  private static Set<String> optionsOf(String verb) {
    var verbs = SLIPWAY.getSubcommands();
    assertThat(verbs).containsKey(verb);
    var command = verbs.get(verb);
    return command == null
        ? Set.of()
        : new TreeSet<>(command.getCommandSpec().optionsMap().keySet());
  }
}
