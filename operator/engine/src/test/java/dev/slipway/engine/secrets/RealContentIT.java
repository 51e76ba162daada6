package dev.slipway.engine.secrets;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.engine.bench.NocoBaseFixture;
import dev.slipway.engine.catalog.Table;
import dev.slipway.engine.catalog.TableKind;
import dev.slipway.engine.preset.Presets;
import dev.slipway.engine.preset.SecretPath;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.util.List;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Databases of a real app, every row of every table: nothing is found in them but what really is a
 * secret. Left out where the fixtures are not there.
 */
class RealContentIT {
  private static final Pattern COPY =
      Pattern.compile("COPY public\\.\"?([^\" ]+)\"? \\((.*)\\) FROM stdin;");

  @ParameterizedTest
  @ValueSource(strings = {"nb_fresh", "nb_v1", "nb_dev", "nb_prod"})
  void ordinaryContentLooksLikeNoSecret(String dump) throws IOException {
    assertThat(inspected(dump, false).findings()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      value = {
        "nb_dev ~ environmentVariables, users",
        "nb_prod ~ environmentVariables, users",
      })
  void presetsPathsLeadToSecretsAndNowhereElse(String dump, String tables) throws IOException {
    assertThat(inspected(dump, true).findings())
        .extracting(it -> it.place())
        .containsExactly(tables.split(", "));
  }

  @ParameterizedTest
  @ValueSource(strings = {"nb_dev"})
  void variablesAreThoseThatThePagesReferTo(String dump) throws IOException {
    assertThat(inspected(dump, true).variables()).containsExactly("API_BASE", "API_SECRET");
  }

  private static ContentInspection inspected(String dump, boolean withPaths) throws IOException {
    var preset = Presets.named("nocobase");
    var inspection = new ContentInspection(preset.variables());
    var inspector = RowInspector.NONE;
    try (var lines = lines(dump)) {
      for (var line = lines.readLine(); line != null; line = lines.readLine()) {
        var copy = COPY.matcher(line);
        if (copy.matches()) {
          var known = preset.tables().get(copy.group(1));
          List<SecretPath> secrets = withPaths && known != null ? known.secrets() : List.of();
          var columns = List.of(copy.group(2).replace("\"", "").split(", "));
          inspector = inspection.of(table(copy.group(1)), columns, List.of(), secrets);
        } else if (line.equals("\\.")) {
          inspector = RowInspector.NONE;
        }
        var row = line.getBytes(UTF_8);
        inspector.inspect(row, 0, copy.matches() ? 0 : row.length);
      }
    }
    return inspection;
  }

  /** Without its columns: whatever their types, all are looked at. */
  private static Table table(String name) {
    return new Table(
        name,
        TableKind.ORDINARY,
        List.of(),
        null,
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        null);
  }

  private static BufferedReader lines(String dump) throws IOException {
    var file = NocoBaseFixture.file(dump + ".sql.gz");
    return new BufferedReader(
        new InputStreamReader(new GZIPInputStream(Files.newInputStream(file)), UTF_8));
  }
}
