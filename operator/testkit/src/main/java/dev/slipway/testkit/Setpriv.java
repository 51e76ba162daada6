package dev.slipway.testkit;

import dev.slipway.testkit.ChildProcess.Signal;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * The program of util-linux that ties a child to its parent's life and takes root's rights away.
 */
final class Setpriv {
  private static final boolean PRESENT = tried();

  private Setpriv() {}

  /** The words to put before a command; none where the program is missing and can be spared. */
  static List<String> before(Signal whenTheParentDies, boolean unprivileged) {
    boolean dropsRoot = unprivileged && Unprivileged.isNeeded();
    if (!PRESENT && dropsRoot) {
      throw new StartFailure(
          "the tests run as root and need setpriv to start a server that refuses root:"
              + " install util-linux, or run them as another user");
    }
    var words = new ArrayList<String>();
    if (PRESENT) {
      words.addAll(List.of("setpriv", "--pdeathsig", whenTheParentDies.name()));
    }
    if (dropsRoot) {
      var nobody = Integer.toString(Unprivileged.NOBODY);
      words.addAll(List.of("--reuid", nobody, "--regid", nobody, "--clear-groups"));
    }
    return words;
  }

  private static boolean tried() {
    try {
      return new ProcessBuilder("setpriv", "--pdeathsig", "KILL", "true").start().waitFor() == 0;
    } catch (IOException _) {
      return false;
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
