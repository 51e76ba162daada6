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
  @CsvSource(
      delimiter = '~',
      value = {
        "password ~ {'password': 'X'} ~ true",
        "password ~ {'Password': 'X'} ~ true",
        "password ~ {'passwords': 'X'} ~ false",
        "password ~ {'options': {'password': 'X'}} ~ false",
        "password ~ {'password': {'old': 'X'}} ~ true",
        "password ~ {'password': ['X']} ~ true",
        "options.password ~ {'options': {'password': 'X'}} ~ true",
        "options.password ~ {'options': 'X'} ~ false",
        "options.* ~ {'options': {'anything': 'X'}} ~ true",
        "options.* ~ {'options': 'X'} ~ false",
        "headers.*.value ~ {'headers': [{'name': 'X'}, {'value': 'X'}]} ~ true",
        "headers.*.value ~ {'headers': [{'name': 'X'}]} ~ false",
        "headers.*.value ~ {'headers': {'value': 'X'}} ~ false",
        "**.token ~ {'token': 'X'} ~ true",
        "**.token ~ {'a': [{'b': {'token': 'X'}}]} ~ true",
        "**.token ~ {'a': {'tokens': 'X'}} ~ false",
        "a.**.z ~ {'a': {'z': 'X'}} ~ true",
        "a.**.z ~ {'a': {'b': {'c': {'z': 'X'}}}} ~ true",
        "a.**.z ~ {'b': {'z': 'X'}} ~ false",
        "** ~ {'anything': {'at': ['all', 'X']}} ~ true",
        "**.*token|*api?key ~ {'a': {'refreshToken': 'X'}} ~ true",
        "**.*token|*api?key ~ {'a': {'API_KEY': 'X'}} ~ true",
        "**.*token|*api?key ~ {'a': {'apiKeyId': 'X'}} ~ false",
        "**.[name=*token].value ~ {'h': [{'name': 'X-Token', 'value': 'X'}]} ~ true",
        "**.[name=*token].value ~ {'h': [{'value': 'X', 'name': 'X-Token'}]} ~ true",
        "**.[name=*token].value ~ {'h': [{'name': 'Accept', 'value': 'X'}]} ~ false",
        "**.[name=*token].value ~ {'h': [{'name': 'X-Token', 'other': 'X'}]} ~ false",
        "**.password ~ {'password': {'type': 'string', 'title': 'X'}} ~ false",
        "**.password ~ {'password': {'type': 'object', 'properties': {'a': {'b': 'X'}}}} ~ false",
        "**.password ~ {'type': 'object', 'password': 'X'} ~ true",
        "**.credentials ~ {'credentials': {'type': 'service_account', 'key': 'X'}} ~ true"
      })
  void leadsToThePlaceAndAllBelow(String path, String document, boolean leads) {
    var table = new SampleTable(List.of("bigint", "json"), List.of(path(path)));

    table.inspected(inspection, "1", document.replace('\'', '"').replace("X\"", "secret-x\""));

    assertThat(!inspection.findings().isEmpty()).isEqualTo(leads);
  }

  @Test
  void emptyPathIsTheWholeColumn() {
    var table = SampleTable.of("bigint", "json").withSecretAt("c1");

    table.inspected(inspection, "1", "{\"a\": [\"b\"]}");

    assertThat(inspection.findings().getFirst().what()).contains("at c1.a.0 in 1 row");
  }

  @Test
  void otherColumnsHaveNone() {
    var table = SampleTable.of("bigint", "text", "text").withSecretAt("c1");

    table.inspected(inspection, "1", "", "hunter2");

    assertThat(inspection.findings()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"x\"",
        "\"hunter2\"",
        "12345",
        "-1",
        "\"prefix {{ $env.X }}\"",
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
        "\"{{$jobsMapByNodeKey.a1b2.data.token}}\"",
        "\"Bearer {{ ctx.user.token }}\"",
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

  private static SecretPath path(String written) {
    return new SecretPath("c1", List.of(written.split("\\.")));
  }

  private String what(String document) {
    SampleTable.of("bigint", "jsonb")
        .withSecretAt("c1", "options", "password")
        .inspected(inspection, "1", document);
    return inspection.findings().isEmpty() ? "" : inspection.findings().getFirst().what();
  }
}
