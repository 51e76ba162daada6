package dev.slipway.api.printing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.testkit.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The pages that users read are made from the CRDs. */
class FieldPageTest {
  private static final Path PRINTED = Path.of("target/fields");

  @ParameterizedTest
  @ValueSource(strings = {"appenvironment.md", "migrationplan.md", "backup.md", "restore.md"})
  void thePageSaysWhatTheRecordsSay(String name) throws IOException {
    var page = requireNonNull(FieldPage.print().get(name), name);
    Files.createDirectories(PRINTED);
    Files.write(PRINTED.resolve(name), page.getBytes(UTF_8));

    assertThat(Repository.path("operator/docs/fields/" + name))
        .as("run `make pages`, or copy %s there", PRINTED.resolve(name).toAbsolutePath())
        .hasContent(page);
  }

  @Test
  void saysOfAFieldWhatItMayBeAndUntilWhen() {
    var page = FieldPage.print().get("appenvironment.md");

    assertThat(page)
        .contains("| `stage` | string | needed; never changes |")
        .contains("| `quiesce.fence` | string |", "`Database` | `Database`, `None`, `Role` |")
        .contains("| `database` | object | needed; kept while a release or a restore holds");
  }

  @Test
  void everyFieldHasAMeaning() {
    assertThat(FieldPage.print().values())
        .allSatisfy(
            page -> assertThat(page.lines()).noneMatch(it -> it.matches("\\| `.*\\| +\\|")));
  }
}
