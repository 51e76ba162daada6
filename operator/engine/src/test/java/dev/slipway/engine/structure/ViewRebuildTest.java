package dev.slipway.engine.structure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.engine.catalog.Catalog;
import dev.slipway.engine.catalog.Rights;
import dev.slipway.engine.catalog.View;
import dev.slipway.engine.catalog.ViewColumn;
import dev.slipway.engine.finding.Finding;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What no server would tell, but a file may. */
class ViewRebuildTest {
  private static final Catalog NOTHING = catalog();

  @Test
  void viewsThatReadEachOtherInACircleAreRefused() {
    var file = catalog(view("a", "b"), view("b", "a"), view("c"));

    var rebuild = ViewRebuild.of(file, NOTHING, "public", Set.of());

    assertThat(rebuild.findings())
        .extracting(Finding::id)
        .containsExactly("view-circle:a", "view-circle:b");
    assertThat(rebuild.after()).containsExactly("CREATE VIEW \"public\".\"c\" AS SELECT 1");
  }

  @Test
  void namesStayNamesAndTextsStayTexts() {
    var evil = "x\"; DROP TABLE y; --";
    var file =
        catalog(
            new View(
                null,
                evil,
                false,
                List.of(new ViewColumn(evil, null, "it's \\ a 'comment'")),
                "SELECT 1",
                List.of("security_barrier=true); DROP TABLE y; --'"),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                null));

    var rebuild = ViewRebuild.of(file, NOTHING, "s", Set.of());

    assertThat(rebuild.after())
        .containsExactly(
            "CREATE VIEW \"s\".\"x\"\"; DROP TABLE y; --\" WITH (\"security_barrier\" ="
                + " E'true); DROP TABLE y; --\\'') AS SELECT 1",
            "COMMENT ON COLUMN \"s\".\"x\"\"; DROP TABLE y; --\".\"x\"\"; DROP TABLE y; --\" IS"
                + " E'it\\'s \\\\ a \\'comment\\''");
  }

  private static Catalog catalog(View... views) {
    return new Catalog(
        List.of(), Arrays.asList(views), List.of(), List.of(), List.of(), Rights.NONE);
  }

  private static View view(String name, String... views) {
    return new View(
        null,
        name,
        false,
        List.of(),
        "SELECT 1",
        List.of(),
        List.of(),
        List.of(views),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        null);
  }
}
