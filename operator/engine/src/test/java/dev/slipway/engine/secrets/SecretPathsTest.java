package dev.slipway.engine.secrets;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.engine.preset.SecretPath;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SecretPathsTest {
  private static final String NOCOBASE = "\\{\\{\\s*\\$env\\.([A-Za-z_][A-Za-z0-9_]*)\\s*\\}\\}";

  private final ContentInspection inspection = new ContentInspection(List.of(NOCOBASE));

  @ParameterizedTest
  @CsvSource({
    "password, password, true",
    "password, passwords, false",
    "password, options.password, false",
    "password, password.old, true",
    "options.password, options.password, true",
    "options.password, options, false",
    "options.*, options.anything, true",
    "options.*, options, false",
    "headers.*.value, headers.0.value, true",
    "headers.*.value, headers.0.name, false",
    "headers.*.value, headers.value, false",
    "**.token, token, true",
    "**.token, a.b.c.token, true",
    "**.token, a.b.c, false",
    "a.**.z, a.z, true",
    "a.**.z, a.b.c.z, true",
    "a.**.z, b.c.z, false",
    "**, anything.at.all, true"
  })
  void leadsToThePlaceAndAllBelow(String path, String place, boolean leads) {
    var paths = SecretPaths.of("c", List.of(new SecretPath("c", List.of(path.split("\\.")))));

    assertThat(paths.lead(List.of(place.split("\\.")))).isEqualTo(leads);
  }

  @Test
  void emptyPathIsTheWholeColumn() {
    var paths = SecretPaths.of("c", List.of(new SecretPath("c", List.of())));

    assertThat(paths.lead(List.of())).isTrue();
    assertThat(paths.lead(List.of("a"))).isTrue();
  }

  @Test
  void otherColumnsHaveNone() {
    assertThat(SecretPaths.of("d", List.of(new SecretPath("c", List.of()))).isEmpty()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"x\"",
        "\"hunter2\"",
        "12345",
        "-1",
        "\"prefix {{ $env.X }}\"",
        "\"{{ $user.password }}\"",
        "\"{{ $env.X }} and Bearer abc\"",
        "[\"a\"]",
        "{\"inner\": \"a\"}"
      })
  void literalIsFoundHoweverShort(String value) {
    assertThat(what("{\"options\": {\"password\": %s}}".formatted(value)))
        .startsWith("holds a value where only a variable belongs at c1.options.")
        .doesNotContain("hunter2", "12345");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "null",
        "\"\"",
        "\"  \"",
        "false",
        "true",
        "[]",
        "{}",
        "\"{{ $env.X }}\"",
        "\"{{$env.X}}\"",
        "\"  {{ $env.X }}\\n\"",
        "\"{{ \\u0024env.X }}\"",
        "\"Bearer {{ $env.X }}\"",
        "\"{{ $env.USER }}:{{ $env.PASSWORD }}\""
      })
  void nothingOrAReferenceIsNone(String value) {
    assertThat(what("{\"options\": {\"password\": %s}}".formatted(value))).isEmpty();
  }

  @Test
  void nullColumnIsNone() {
    var row = "1\t\\N".getBytes(UTF_8);

    SampleTable.of("bigint", "text").withSecretAt("c1").inspector(inspection).inspect(row, 0, 4);

    assertThat(inspection.findings()).isEmpty();
  }

  @Test
  void plainColumnsAreLookedAtAsAWhole() {
    var table = SampleTable.of("bigint", "text").withSecretAt("c1");
    table.inspected(inspection, "1", "{{ $env.X }}");
    assertThat(inspection.findings()).isEmpty();

    table.inspected(inspection, "1", "abc");
    assertThat(inspection.findings().getFirst().what()).contains("at c1 in 1 row");
  }

  @Test
  void numberColumnsToo() {
    SampleTable.of("bigint", "integer").withSecretAt("c1").inspected(inspection, "1", "4711");

    assertThat(inspection.findings().getFirst().what()).contains("at c1 in 1 row");
  }

  @Test
  void pathsGoOnInJsonThatIsAStringInJson() {
    assertThat(what("{\"options\": \"{\\\"password\\\": \\\"abc\\\"}\"}"))
        .contains("at c1.options.password in 1 row");
  }

  @Test
  void shapeIsToldRatherThanThatItIsNoVariable() {
    assertThat(what("{\"options\": {\"password\": \"postgres://a:b4c5d6@db\"}}"))
        .contains("an address with a password at c1.options.password")
        .doesNotContain("only a variable");
  }

  private String what(String document) {
    SampleTable.of("bigint", "jsonb")
        .withSecretAt("c1", "options", "password")
        .inspected(inspection, "1", document);
    return inspection.findings().isEmpty() ? "" : inspection.findings().getFirst().what();
  }
}
