package dev.slipway.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.testkit.ChildProcess.Signal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class ChildProcessIT {
  private static final Duration LIMIT = Duration.ofSeconds(20);

  private final Path folder = Scratch.folder("child");

  @Test
  void showsItsLogWhenItEndsTooEarly() {
    var child = shell("echo no space left; exit 3").start();

    assertThatThrownBy(() -> child.awaitReady(LIMIT, () -> false))
        .isInstanceOf(StartFailure.class)
        .hasMessageContainingAll("shell ended at once", "no space left");
  }

  @Test
  void isKilledWhenItDoesNotGetReady() {
    var child = shell("exec sleep 600").start();

    assertThatThrownBy(() -> child.awaitReady(Duration.ZERO, () -> false))
        .hasMessageContaining("not ready");
    assertThat(child.isAlive()).isFalse();
  }

  @Test
  void cannotBeStartedWithoutItsProgram() {
    var child = ChildProcess.command("nothing", folder, List.of("/no/such/program")).start();

    assertThatThrownBy(() -> child.awaitReady(LIMIT, () -> false))
        .hasMessageContaining("/no/such/program");
  }

  @Test
  void seesNothingOfOurEnvironment() {
    var child = shell("env; echo done; exec sleep 600").environment("OURS", "yes").start();

    child.awaitReady(LIMIT, () -> child.logTail().contains("done"));

    assertThat(child.logTail()).contains("OURS=yes").doesNotContain("HOME=", "JAVA_HOME=");
    child.close();
  }

  @Test
  void takesItsOwnChildrenAlong() {
    var child = shell("sleep 600 & echo $!; wait").start();
    child.awaitReady(LIMIT, () -> child.logTail().matches("\\d+"));

    child.kill();

    var grandchild = ProcessHandle.of(Long.parseLong(child.logTail()));
    assertThat(grandchild.flatMap(it -> it.info().command())).isEmpty();
  }

  @Test
  void ignoresARequestToEndButNotForLong() {
    var child = shell("trap '' TERM; echo ready; while :; do sleep 1; done").start();
    child.awaitReady(LIMIT, () -> child.logTail().contains("ready"));

    child.close();

    assertThat(child.isAlive()).isFalse();
  }

  @Test
  void canBeFrozenAndWokenUp() {
    var child = shell("exec sleep 600").start();

    child.signal(Signal.STOP);
    Await.until("the freeze", LIMIT, () -> isFrozen(child));
    child.signal(Signal.CONT);
    Await.until("the thaw", LIMIT, () -> !isFrozen(child));

    assertThat(child.isAlive()).isTrue();
    child.close();
  }

  @Test
  void outlivesTheThreadThatStartedIt() throws InterruptedException {
    var ours = new AtomicReference<ChildProcess>();
    var control = new AtomicReference<Process>();

    var thread =
        Thread.ofPlatform()
            .start(
                () -> {
                  ours.set(shell("exec sleep 600").start());
                  control.set(startBoundToThisThread());
                });
    thread.join();
    Await.until("the end of the control", LIMIT, () -> !control.get().isAlive());

    assertThat(ours.get().isAlive()).isTrue();
    ours.get().close();
  }

  private static Process startBoundToThisThread() {
    var line = List.of("setpriv", "--pdeathsig", "KILL", "sh", "-c", "echo bound; exec sleep 600");
    try {
      var process = new ProcessBuilder(line).start();
      assertThat(process.inputReader().readLine()).isEqualTo("bound");
      return process;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isFrozen(ChildProcess child) {
    try {
      return Files.readString(Path.of("/proc/" + child.pid() + "/stat")).contains(") T ");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private ChildProcess.Command shell(String script) {
    return ChildProcess.command("shell", folder, List.of("sh", "-c", script));
  }
}
