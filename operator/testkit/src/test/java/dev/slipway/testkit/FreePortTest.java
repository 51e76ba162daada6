package dev.slipway.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FreePortTest {
  private final List<Integer> tried = new ArrayList<>();

  @Test
  void looksForAnotherOneWhenSomebodyWasQuicker() {
    int port = FreePort.start(it -> takenAtFirst(it, "bind: Address already in use"));

    assertThat(tried).hasSize(2).last().isEqualTo(port);
  }

  @Test
  void doesNotTryAgainWhenSomethingElseIsWrong() {
    assertThatThrownBy(() -> FreePort.start(it -> takenAtFirst(it, "disk full")))
        .hasMessage("disk full");
    assertThat(tried).hasSize(1);
  }

  private int takenAtFirst(int port, String complaint) {
    tried.add(port);
    if (tried.size() == 1) {
      throw new StartFailure(complaint);
    }
    return port;
  }
}
