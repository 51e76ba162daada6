package dev.slipway.engine.secrets;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;

import dev.slipway.engine.bench.PlantedSecrets;
import dev.slipway.engine.preset.SecretPath;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Whatever a row holds: nothing is thrown, and nothing that was planted stays unseen. */
class ContentFuzzTest {
  private static final String NOCOBASE = "\\{\\{\\s*\\$env\\.([A-Za-z_][A-Za-z0-9_]*)\\s*\\}\\}";

  private static final SampleTable TABLE =
      new SampleTable(
          List.of("bigint", "json", "text", "text[]", "bytea", "bytea[]", "jsonb"),
          List.of(
              new SecretPath("c1", List.of("**", "a")),
              new SecretPath("c2", List.of()),
              new SecretPath("c0", List.of("*"))));

  @Test
  void randomBytesAreTakenAsTheyAre() {
    var random = new Random(21);
    var inspector = TABLE.inspector(new ContentInspection(List.of(NOCOBASE, "%(x+)%")));
    for (int i = 0; i < 10_000; i++) {
      var row = new byte[random.nextInt(200)];
      random.nextBytes(row);

      assertThatNoException().isThrownBy(() -> inspector.inspect(row, 0, row.length));
    }
  }

  @Test
  void tornPiecesOfEveryNotationAreTakenAsTheyAre() {
    var random = new Random(22);
    var draw = new PlantedSecrets(random);
    var pieces =
        List.of(
            "{",
            "}",
            "[",
            "]",
            "\"",
            "\\",
            "\\\\",
            "\\u00",
            "\\\\u0041",
            "\\\\ud83d",
            "\\\\udc00",
            "\\x",
            "\t",
            "\\t",
            ":",
            ",",
            "a",
            "{{ $env.",
            "X }}",
            "://",
            "u:p@",
            "@",
            "eyJ",
            "ghp_",
            "-----BEGIN ",
            "PRIVATE KEY-----",
            "\\N",
            "Basic ",
            "password=",
            "null",
            "1e5",
            "\u00c3",
            draw.gitHubToken(),
            "etAccessKey",
            "{\"a\":",
            "\\\"",
            "/",
            "\\/",
            "sk-",
            "AA",
            ":AA");
    for (int i = 0; i < 6_000; i++) {
      var text = new StringBuilder();
      for (int n = random.nextInt(14); n > 0; n--) {
        text.append(pieces.get(random.nextInt(pieces.size())));
      }
      var row = text.toString().getBytes(ISO_8859_1);
      var inspection = new OneRow();

      assertThatNoException().as("%s", text).isThrownBy(() -> inspection.inspect(row));
    }
  }

  @Test
  void secretAnywhereInAnyDocumentIsFound() {
    var random = new Random(23);
    var draw = new PlantedSecrets(random);
    for (int i = 0; i < 800; i++) {
      var document = new RandomDocument(random);
      var shapes = List.copyOf(draw.ofEveryShape().values());
      var secret = shapes.get(random.nextInt(shapes.size()));

      assertThat(findings(document.with(secret))).as("planted %s", secret).isNotEmpty();
    }
  }

  @Test
  void valueOfTheSameLookWithoutItsMarkIsNot() {
    var random = new Random(24);
    var draw = new PlantedSecrets(random);
    for (int i = 0; i < 800; i++) {
      var document = new RandomDocument(random).with(draw.drawn("<alnum:40> <hex:64> <token:36>"));

      assertThat(findings(document)).as(document).isEmpty();
    }
  }

  private static List<?> findings(String document) {
    var inspection = new ContentInspection(List.of(NOCOBASE));
    return SampleTable.of("bigint", "json").inspected(inspection, "1", document).findings();
  }

  /** One inspection for all rows would soon have no room for more places. */
  private static final class OneRow {
    private static final Watch WATCH = Watch.of(List.of(NOCOBASE));

    void inspect(byte[] row) {
      new TableInspection(
              WATCH, TABLE.table(), TABLE.names(), List.of("c0"), TABLE.secrets(), _ -> {})
          .inspect(row, 0, row.length);
    }
  }
}
