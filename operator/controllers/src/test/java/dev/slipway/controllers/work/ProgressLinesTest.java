package dev.slipway.controllers.work;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.api.status.Progress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProgressLinesTest {
  @Test
  void readTheLastOfSeveral() {
    var log =
        """
        {"progress":{"step":"apply","done":1,"total":120,"unit":"tables"}}
        {"progress":{"step":"apply","done":84,"total":120,"unit":"tables"}}
        {"level":"INFO","message":"something else"}
        """;

    assertThat(ProgressLines.last(log))
        .contains(new Progress(84L, 120L, "tables", null, "apply 84/120 tables"));
  }

  @Test
  void leaveOutATotalThatNobodyKnows() {
    var log = "{\"progress\":{\"step\":\"dump\",\"done\":1572864,\"total\":0,\"unit\":\"bytes\"}}";

    assertThat(ProgressLines.last(log))
        .contains(new Progress(1_572_864L, null, "bytes", null, "dump 1.5Mi"));
  }

  @Test
  void passOverALineThatIsJustBeingWritten() {
    var log =
        """
        {"progress":{"step":"apply","done":1,"total":2,"unit":"tables"}}
        {"progress":{"step":"app""";

    assertThat(ProgressLines.last(log).orElseThrow().text()).isEqualTo("apply 1/2 tables");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "12:00 worker starts",
        "{\"progress\":null}",
        "{\"progress\":[]}",
        "{\"progress\":{\"done\":\"many\"}}"
      })
  void areNoneWhereTheLogHasNone(String log) {
    assertThat(ProgressLines.last(log)).isEmpty();
  }
}
