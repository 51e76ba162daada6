package dev.slipway.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class JvmDeathIT {
  private static final Duration LIMIT = Duration.ofSeconds(20);

  @Test
  void endsTheServersOfAJvmThatWasKilled() throws IOException, InterruptedException {
    var jvm = start();
    readFolders(jvm);
    var servers = jvm.descendants().toList();

    jvm.destroyForcibly().waitFor();

    assertThat(servers).hasSizeGreaterThan(2);
    Await.until("their end", LIMIT, () -> servers.stream().noneMatch(JvmDeathIT::runs));
  }

  @Test
  void letsTheNextJvmSweepWhatAKilledOneLeft() throws IOException, InterruptedException {
    var killed = start();
    var left = readFolders(killed);
    killed.destroyForcibly().waitFor();
    assertThat(left).allSatisfy(it -> assertThat(it).exists());

    var next = start();
    readFolders(next);

    assertThat(left).allSatisfy(it -> assertThat(it).doesNotExist());
    next.destroyForcibly().waitFor();
  }

  @Test
  void leavesNothingOfAJvmThatEndsInGoodOrder() throws IOException, InterruptedException {
    var jvm = start();
    var folders = readFolders(jvm);
    var servers = jvm.descendants().toList();

    jvm.outputWriter().close();
    int exitCode = jvm.waitFor();

    assertThat(exitCode).isZero();
    assertThat(folders).allSatisfy(it -> assertThat(it).doesNotExist());
    assertThat(servers).noneMatch(JvmDeathIT::runs);
  }

  private static Process start() throws IOException {
    var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    var classes = System.getProperty("java.class.path");
    var repository = "-Dslipway.repository=" + Repository.root();
    return new ProcessBuilder(java, repository, "-cp", classes, Bystander.class.getName())
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  /** Returns once its servers are up. */
  private static List<Path> readFolders(Process jvm) throws IOException {
    var folders = new ArrayList<Path>();
    var lines = jvm.inputReader();
    for (int i = 0; i < 2; i++) {
      folders.add(Path.of(String.valueOf(lines.readLine())));
    }
    return folders;
  }

  private static boolean runs(ProcessHandle process) {
    return process.isAlive() && process.info().command().isPresent();
  }
}
