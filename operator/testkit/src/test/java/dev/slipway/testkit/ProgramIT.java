package dev.slipway.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ProgramIT {
  @Test
  void isAnExecutableFile() {
    assertThat(Program.path("etcd")).isAbsolute().isExecutable();
  }

  @Test
  void isUnknownToTheScriptWhenItIsMisspelt() {
    assertThatThrownBy(() -> Program.path("ectd"))
        .isInstanceOf(StartFailure.class)
        .hasMessageContaining("no program is called 'ectd'");
  }
}
