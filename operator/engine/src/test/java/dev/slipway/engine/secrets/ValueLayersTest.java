package dev.slipway.engine.secrets;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.engine.bench.PlantedSecrets;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A secret is found behind every way of writing it down. */
class ValueLayersTest {
  private static final String NOCOBASE = "\\{\\{\\s*\\$env\\.([A-Za-z_][A-Za-z0-9_]*)\\s*\\}\\}";

  private final ContentInspection inspection = new ContentInspection(List.of(NOCOBASE));
  private final PlantedSecrets secrets = new PlantedSecrets(new Random(6));
  private final String token = secrets.gitHubToken();

  @Test
  void behindUnicodeEscapes() {
    var escaped = token.replace("ghp", "\\u0067h\\u0070");

    assertThat(what("json", "{\"a\": \"%s\"}".formatted(escaped)))
        .contains("a GitHub token at c1.a ");
    assertThat(what("text", "not JSON: " + escaped)).contains("a GitHub token at c1 ");
  }

  @Test
  void behindEscapedSlashes() {
    var address = secrets.drawn("postgres:\\/\\/app:<alnum:20>@db\\/crm");

    assertThat(what("json", "{\"a\": \"%s\"}".formatted(address)))
        .contains("an address with a password at c1.a ");
  }

  @Test
  void inJsonThatIsAStringInJson() {
    assertThat(what("json", "{\"a\": \"{\\\"b\\\": [\\\"%s\\\"]}\"}".formatted(token)))
        .contains("at c1.a.b.0 ");
    assertThat(
            what(
                "text",
                "{\"a\": \"{\\\"b\\\": \\\"{\\\\\\\"c\\\\\\\": \\\\\\\"%s\\\\\\\"}\\\"}\"}"
                    .formatted(token)))
        .contains("at c1.a.b.c ");
  }

  @Test
  void inAKeyOfAnObject() {
    assertThat(what("json", "{\"a\": {\"%s\": 1}}".formatted(token))).contains("at c1.a.(hidden) ");
  }

  @Test
  void inAnArray() {
    assertThat(what("text[]", "{plain,\"with \\\"quotes\\\" %s\"}".formatted(token)))
        .contains("at c1.1 ");
    assertThat(what("jsonb[]", "{\"{\\\"a\\\": \\\"%s\\\"}\"}".formatted(token)))
        .contains("at c1.a ");
  }

  @Test
  void inBytes() {
    var hex = HexFormat.of().formatHex(("key: " + token).getBytes(UTF_8));

    assertThat(what("bytea", "\\x" + hex)).contains("a GitHub token at c1 ");
    assertThat(what("bytea[]", "{\"\\\\x00\",\"\\\\x" + hex + "\"}")).contains("at c1.1 ");
  }

  @Test
  void behindALineEnd() {
    assertThat(what("text", "first\n" + token + "\tlast")).contains("at c1 ");
    assertThat(what("json", "{\"env\": \"A=1\\n%s\"}".formatted(token))).contains("at c1.env ");
    assertThat(what("text", "twice escaped: A=1\\\\n" + token)).contains("at c1 ");
  }

  @Test
  void amongBytesThatAreNoUtf8() {
    var row = "1\t{\"a\": \"\u00ff\u00fe %s\"}".formatted(token).getBytes(ISO_8859_1);

    SampleTable.of("bigint", "json").inspector(inspection).inspect(row, 0, row.length);

    assertThat(inspection.findings().getFirst().what()).contains("at c1.a ");
  }

  @Test
  void inADocumentThatIsTooDeepToBeTakenApart() {
    int depth = 100_000;
    var deep = "[".repeat(depth) + "\"" + token.replace("_", "\\u005f") + "\"" + "]".repeat(depth);

    assertThat(what("json", deep)).contains("a GitHub token at c1 ");
  }

  @Test
  void inADocumentThatBreaksOff() {
    assertThat(what("text", "{\"a\": {\"b\": \"%s".formatted(token))).contains("at c1 ");
  }

  @Test
  void inAnEnormousRow() {
    var filler = "{\"k\": [1, 2, 3], \"text\": \"nothing to see\"}, ".repeat(400_000);

    assertThat(what("json", "[" + filler + "\"" + token + "\"]")).contains("at c1.400000 ");
  }

  @ParameterizedTest
  @CsvSource({
    "secretAccessKey, true",
    "secret_access_key, true",
    "SECRET_ACCESS_KEY, true",
    "accessKeySecret, true",
    "clientSecret, true",
    "client_secret, true",
    "apiKey, true",
    "x-api_key, true",
    "secretKey, true",
    "GOOGLE_API_KEY, true",
    "fieldKey, false",
    "key, false",
    "apiKeyId, false"
  })
  void underANameThatSaysWhatItIs(String name, boolean found) {
    var value = secrets.drawn("<alnum:30>4x7");

    assertThat(
            what("json", "{\"%s\": \"%s\"}".formatted(name, value)).contains("going by its name"))
        .isEqualTo(found);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Enter the client secret",
        "{{ $env.SECRET_99_KEY }}",
        "",
        "short12",
        "onlyletterswithoutanydigit"
      })
  void underSuchANameOnlyWhatLooksDrawnByLot(String value) {
    assertThat(what("json", "{\"clientSecret\": \"%s\"}".formatted(value))).isEmpty();
  }

  private String what(String type, String value) {
    SampleTable.of("bigint", type).inspected(inspection, "1", value);
    return inspection.findings().isEmpty() ? "" : inspection.findings().getFirst().what();
  }
}
