package dev.slipway.engine.secrets;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.engine.bench.PlantedSecrets;
import dev.slipway.engine.finding.Finding;
import dev.slipway.engine.finding.Severity;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ContentInspectionTest {
  private static final String NOCOBASE = "\\{\\{\\s*\\$env\\.([A-Za-z_][A-Za-z0-9_]*)\\s*\\}\\}";

  private final ContentInspection inspection = new ContentInspection(List.of(NOCOBASE));
  private final PlantedSecrets secrets = new PlantedSecrets(new Random(5));
  private final String token = secrets.gitHubToken();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "text",
        "character varying(255)",
        "character varying",
        "json",
        "jsonb",
        "xml",
        "hstore",
        "public.mood_or_what",
        "\"char\"",
        "citext"
      })
  void looksAtEveryTypeThatMayHoldText(String type) {
    SampleTable.of("bigint", type).inspected(inspection, "7", "\"" + token + "\"");

    assertThat(inspection.findings())
        .extracting(Finding::id)
        .containsExactly("literal-secret:things");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "integer",
        "numeric(10,2)",
        "boolean",
        "timestamp(3) with time zone",
        "uuid",
        "bigint[]"
      })
  void leavesTypesAloneThatHoldNone(String type) {
    SampleTable.of("bigint", type).inspected(inspection, "7", token);

    assertThat(inspection.findings()).isEmpty();
  }

  @Test
  void tellsWhereAndWhatToDoAndNeverTheValue() {
    var rows = SampleTable.of("bigint", "jsonb").inspector(inspection);
    var document = "{\"auth\": {\"headers\": [{\"value\": \"%s\"}]}}";
    SampleTable.inspect(rows, "7", document.formatted(token));
    SampleTable.inspect(rows, "8", "{}");
    SampleTable.inspect(rows, "9", document.formatted(secrets.gitHubToken()));

    assertThat(inspection.findings())
        .containsExactly(
            new Finding(
                "literal-secret",
                "things",
                Severity.ACCEPTABLE_REFUSAL,
                "holds what looks like a GitHub token at c1.auth.headers.0.value in 2 rows, "
                    + "with key (c0=7), (c0=9)",
                "write it as a variable such as {{ $env.NAME }}, "
                    + "or accept literal-secret:things with a reason"));
  }

  @Test
  void tellsTheFirstRowsAndPlacesAndCountsTheRest() {
    var rows = SampleTable.of("bigint", "jsonb").inspector(inspection);
    for (int row = 0; row < 300; row++) {
      SampleTable.inspect(
          rows,
          "" + row,
          "{\"same\": \"%s\", \"other%s\": \"%s\"}".formatted(token, row, secrets.gitHubToken()));
    }

    var what = inspection.findings().getFirst().what();

    assertThat(what)
        .contains("at c1.same in 300 rows, with key (c0=0), (c0=1), (c0=2) and others;")
        .contains("at c1.other3 in 1 row, with key (c0=3);")
        .doesNotContain("c1.other5")
        .endsWith("; and at least 95 more");
  }

  @Test
  void countsARowOnceForEachPlace() {
    SampleTable.of("bigint", "text")
        .inspected(inspection, "1", token + " " + secrets.gitHubToken() + " \\u0041");

    assertThat(inspection.findings().getFirst().what()).contains("at c1 in 1 row,");
  }

  @Test
  void hidesAKeyThatIsSecretItself() {
    var table = SampleTable.of("text", "text", "text");
    table.inspected(inspection, token, "x", token);

    assertThat(inspection.findings())
        .singleElement()
        .satisfies(it -> assertThat(it.inWords()).contains("(c0=(hidden))").doesNotContain("ghp_"));
  }

  @Test
  void hidesAKeyThatIsASecretByThePreset() {
    var table = SampleTable.of("text", "text").withSecretAt("c0");

    table.inspected(inspection, "short", token);

    assertThat(inspection.findings().getFirst().what())
        .contains("at c0 in 1 row, with key (c0=(hidden))")
        .contains("at c1 in 1 row, with key (c0=(hidden))");
  }

  @Test
  void hidesAJsonKeyThatIsSecretOrAPartOfTheSecret() {
    var table = SampleTable.of("bigint", "json").withSecretAt("c1", "logins", "*");

    table.inspected(
        inspection,
        "1",
        "{\"logins\": {\"jane-doe\": \"jane-doe-1987\"}, \"%s\": {\"at\": \"%s\"}}"
            .formatted(token, secrets.gitHubToken()));

    assertThat(inspection.findings().getFirst().what())
        .contains("at c1.logins.(hidden) in 1 row")
        .contains("at c1.(hidden).at in 1 row")
        .doesNotContain("jane", "ghp_");
  }

  @Test
  void sparesPeopleControlCharactersAndEndlessNames() {
    SampleTable.of("text", "json")
        .inspected(
            inspection,
            "a\u0007b\u202e" + "c".repeat(99),
            "{\"%s\": \"%s\"}".formatted("k".repeat(500), token));

    assertThat(inspection.findings().getFirst().what())
        .contains("c1." + "k".repeat(40) + "… in 1 row", "(c0=a?b?" + "c".repeat(36) + "…)");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{{ $env.API_KEY }}",
        "{{$env.API_KEY}}",
        "{\"a\": \"x {{ $env.API_KEY }} y\"}",
        "{\"a\": \"{{ \\u0024env.API_KEY }}\"}",
        "{\"a\": \"{{ $\\u0065nv.API_KEY }}\"}",
        "{\"a\": \"{\\\"b\\\": \\\"{{ $env.API_KEY }}\\\"}\"}",
        "{\"a\": \"{\\\"b\\\": \\\"{{ \\\\u0024env.API_KEY }}\\\"}\"}",
        "{\"{{ $env.API_KEY }}\": 1}",
        "a\tb\n{{ $env.API_KEY }}",
        "[\"\\u007b\\u007b $env.API_KEY }}\"]"
      })
  void findsVariablesBehindEveryLayer(String value) {
    SampleTable.of("bigint", "json").inspected(inspection, "1", value);

    assertThat(inspection.variables()).containsExactly("API_KEY");
    assertThat(inspection.findings()).isEmpty();
  }

  @Test
  void findsAllVariablesOfARowOnce() {
    SampleTable.of("bigint", "text")
        .inspected(
            inspection, "1", "{{$env.B}} {{ $env.A }}{{ $env.B }} {{ $env.é }} $env.C {{$env.}}");

    assertThat(inspection.variables()).containsExactly("A", "B");
  }

  @Test
  void takesOtherAppsPatterns() {
    var other = new ContentInspection(List.of("\\$\\{([A-Z_]+)\\}", "%([A-Z]+)%"));
    var rows = SampleTable.of("bigint", "text").inspector(other);

    SampleTable.inspect(rows, "1", "${ONE} and ${TWO}");
    SampleTable.inspect(rows, "2", "%THREE%");
    SampleTable.inspect(rows, "3", "x${FOUR}");

    assertThat(other.variables()).containsExactly("FOUR", "ONE", "THREE", "TWO");
  }

  @Test
  void refusesContentThatSeemsToReferToEverything() {
    var rows = SampleTable.of("bigint", "text").inspector(inspection);
    for (int row = 0; row < 10_100; row++) {
      SampleTable.inspect(rows, "1", "{{ $env.V" + row + " }}");
    }

    assertThat(inspection.findings())
        .extracting(Finding::kind)
        .containsExactly("too-many-variables");
  }

  @Test
  void beginsATableAnewWhereItIsAskedForAgain() {
    var table = SampleTable.of("bigint", "text");
    table.inspected(inspection, "1", token);
    table.inspected(inspection, "1", "nothing");

    assertThat(inspection.findings()).isEmpty();
  }

  @Test
  void takesRowsWithFewerOrMoreFieldsThanColumns() {
    var table = SampleTable.of("bigint", "text");
    table.inspected(inspection, "1");
    table.inspected(inspection, "1", token, "more", "and more");

    assertThat(inspection.findings().getFirst().what()).contains("at c1 in 1 row");
  }
}
