package dev.slipway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.engine.ExitCode;
import dev.slipway.engine.SlipwayVersion;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class SlipwayMainTest {
  private final StringWriter output = new StringWriter();
  private final StringWriter errors = new StringWriter();

  @ParameterizedTest
  @ValueSource(strings = {"--version", "operator --version", "worker --version"})
  void everyRoleSaysItsVersion(String arguments) {
    var status = execute(arguments.split(" "));

    assertThat(status).isEqualTo(ExitCode.DONE.status());
    assertThat(output.toString().strip()).isEqualTo("slipway " + SlipwayVersion.current());
  }

  @ParameterizedTest
  @ValueSource(strings = {"--help", "operator --help", "worker --help"})
  void everyRoleExplainsItself(String arguments) {
    var status = execute(arguments.split(" "));

    assertThat(status).isEqualTo(ExitCode.DONE.status());
    assertThat(output.toString()).contains("Usage: slipway");
  }

  @Test
  void aCallWithoutAVerbSaysWhichThereAre() {
    var status = execute();

    assertThat(status).isEqualTo(ExitCode.USAGE.status());
    assertThat(errors.toString()).contains("operator", "worker");
  }

  @Test
  void anUnknownOptionIsAWrongCall() {
    var status = execute("worker", "--ordre", "x");

    assertThat(status).isEqualTo(ExitCode.USAGE.status());
    assertThat(errors.toString()).contains("--ordre");
  }

  @ParameterizedTest
  @MethodSource("verbs")
  void aVerbIsTheSameWhereItIsTheOnlyOneKnown(String verb) {
    var only = SlipwayMain.commandLine(verb, "--help");

    assertThat(only.getSubcommands()).containsOnlyKeys(verb);
    assertThat(help(only, verb)).isEqualTo(help(SlipwayMain.commandLine(), verb));
  }

  private static Set<String> verbs() {
    return SlipwayMain.commandLine().getSubcommands().keySet();
  }

  private static String help(CommandLine line, String verb) {
    var help = new StringWriter();
    line.setOut(new PrintWriter(help, true)).execute(verb, "--help");
    return help.toString();
  }

  private int execute(String... arguments) {
    return SlipwayMain.commandLine()
        .setOut(new PrintWriter(output, true))
        .setErr(new PrintWriter(errors, true))
        .execute(arguments);
  }
}
