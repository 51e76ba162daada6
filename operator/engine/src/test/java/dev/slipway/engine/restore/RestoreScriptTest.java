package dev.slipway.engine.restore;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.engine.client.ProgramInput;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class RestoreScriptTest {
  private static final String SCRIPT =
      """
      \\restrict abc
      SET statement_timeout = 0;
      SET transaction_timeout = 0;
      SELECT pg_catalog.set_config('search_path', '', false);
      COPY app.notes (text) FROM stdin;
      SET transaction_timeout = 0;
      \\.
      """;

  @Test
  void sparesAnOldServerTheSettingThatItDoesNotKnow() throws IOException {
    assertThat(scriptFor(16)).isEqualTo(SCRIPT.replaceFirst("SET transaction_timeout = 0;\n", ""));
  }

  @Test
  void leavesTheScriptForANewServerAsItIs() throws IOException {
    assertThat(scriptFor(17)).isEqualTo(SCRIPT);
  }

  @Test
  void copesWithAScriptThatEndsTooSoon() throws IOException {
    var out = new ByteArrayOutputStream();

    new RestoreScript(new ByteArrayInputStream("SET a = b".getBytes(UTF_8)), 15)
        .copyTo(new ProgramInput(out));

    assertThat(out.toString(UTF_8)).isEqualTo("SET a = b");
  }

  private static String scriptFor(int major) throws IOException {
    var out = new ByteArrayOutputStream();
    new RestoreScript(new ByteArrayInputStream(SCRIPT.getBytes(UTF_8)), major)
        .copyTo(new ProgramInput(out));
    return out.toString(UTF_8);
  }
}
