package dev.slipway.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.engine.ExitCode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script of {@code slipway completion}, read by a shell. */
class CompletionIT {
  private static final String AT_THE_END =
      """
      source "$0"
      enable -n compopt # which works at a prompt only
      COMP_WORDS=("$@")
      COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
      _complete_slipway
      echo ${COMPREPLY[*]}
      """;

  @TempDir private Path folder;
  private CommandLineBench shell;

  @BeforeEach
  void aShell() {
    shell = new CommandLineBench(folder);
  }

  @Test
  void bashCompletesVerbsAndOptions() throws IOException, InterruptedException {
    var script = shell.file("completion", shell.run("completion", "bash").output() + "\n");

    assertThat(completed(script, "slipway di")).isEqualTo("diff");
    assertThat(completed(script, "slipway diff --structure")).isEqualTo("--structure-only");
    assertThat(completed(script, "slipway inspect --output ")).isEqualTo("TEXT JSON");
  }

  @Test
  void otherShellsAreRefused() {
    var refused = shell.run("completion", "fish");

    assertThat(refused.status()).isEqualTo(ExitCode.USAGE.status());
  }

  /** What bash would offer at the end of such a line. */
  private static String completed(String script, String line)
      throws IOException, InterruptedException {
    var arguments = new ArrayList<>(List.of("bash", "-c", AT_THE_END, script));
    arguments.addAll(List.of(line.split(" ", -1)));
    var process = new ProcessBuilder(arguments).redirectErrorStream(true).start();
    var output = new String(process.getInputStream().readAllBytes(), UTF_8);
    process.waitFor();
    return output.strip();
  }
}
