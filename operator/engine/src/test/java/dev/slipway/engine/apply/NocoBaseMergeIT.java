package dev.slipway.engine.apply;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.engine.bench.AppDatabase;
import dev.slipway.engine.bench.NocoBaseFixture;
import dev.slipway.engine.file.BuildRequest;
import dev.slipway.engine.file.MigrationFileBuilder;
import dev.slipway.engine.file.MigrationFileReader;
import dev.slipway.engine.finding.Finding;
import dev.slipway.engine.merge.FileMerge;
import dev.slipway.engine.merge.MergeRequest;
import dev.slipway.engine.merge.MergeSource;
import dev.slipway.engine.preset.Naming;
import dev.slipway.engine.preset.Preset;
import dev.slipway.engine.preset.Presets;
import dev.slipway.engine.progress.ProgressSink;
import dev.slipway.engine.rules.RuleParser;
import dev.slipway.testkit.Scratch;
import dev.slipway.testkit.postgres.PostgresInstallation;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Two teams that went on from the same NocoBase, and a production that lives on its own. */
class NocoBaseMergeIT {
  private static final Preset PRESET = Presets.named("nocobase");
  private static final String ROLE =
      "INSERT INTO roles (\"createdAt\", \"updatedAt\", name, title) VALUES (now(), now(), '%1$s',"
          + " '%1$s');INSERT INTO \"rolesResources\" (\"createdAt\", \"updatedAt\", \"roleName\","
          + " name) VALUES (now(), now(), '%1$s', 'orders');INSERT INTO \"rolesResourcesActions\""
          + " (\"createdAt\", \"updatedAt\", \"rolesResourceId\", name) SELECT now(), now(), id,"
          + " 'view' FROM \"rolesResources\" WHERE \"roleName\" = '%1$s'";

  private static final String UPDATE_AS_WELL =
      """
      INSERT INTO "rolesResourcesActions" ("createdAt", "updatedAt", "rolesResourceId", name)
      SELECT now(), now(), id, 'update' FROM "rolesResources" WHERE "roleName" IN ('clerk', 'guest')\
      """;

  private final Path scratch = Scratch.folder("merge");

  @Test
  void whatBothTeamsDidReachesProductionWhichKeepsItsOwn() {
    var base = build(NocoBaseFixture.load("nb_v1", PostgresInstallation.newest()));
    var one = NocoBaseFixture.load("nb_dev", PostgresInstallation.newest());
    var other = NocoBaseFixture.load("nb_dev", PostgresInstallation.newest());
    one.run(ROLE.formatted("one"));
    one.run("UPDATE roles SET title = 'Everybody' WHERE name = 'member'");
    other.run(ROLE.formatted("other"));
    other.run("UPDATE collections SET options = '{\"other\": true}' WHERE name = 'products'");
    var sources =
        List.of(new MergeSource("one", build(one)), new MergeSource("other", build(other)));

    var request = new MergeRequest(sources, base, PRESET, Naming.PLAIN, List.of());
    var report = FileMerge.explain(request, scratch, ProgressSink.NONE);

    assertThat(report.refusals().stream().map(Finding::inWords)).isEmpty();
    var merged = FileMerge.merge(request, scratch, ProgressSink.NONE);
    var production = NocoBaseFixture.load("nb_prod", PostgresInstallation.newest());
    var rolesBefore = production.values("SELECT name FROM public.roles ORDER BY name");
    try (var file = MigrationFileReader.open(merged.file().path(), merged.file().digest())) {
      var migration =
          Releases.migration(production, Releases.DESTRUCTIVE.withApp(PRESET, Naming.PLAIN));
      var preview = migration.preview(file);
      assertThat(
              preview.findings().stream()
                  .filter(it -> it.severity().refuses())
                  .map(Finding::inWords))
          .isEmpty();
      migration.apply(file, Releases.order(production, 1));
    }
    assertThat(production.values("SELECT name FROM public.roles ORDER BY name"))
        .containsAll(rolesBefore)
        .contains("one", "other");
    assertThat(production.value("SELECT title FROM public.roles WHERE name = 'member'"))
        .isEqualTo("Everybody");
    assertThat(actions(production, "one")).containsExactly("view");
    assertThat(actions(production, "other")).containsExactly("view");
  }

  @Test
  void anActionThatATeamRevokesIsRevokedInProductionOfThatRoleAlone() {
    var development = NocoBaseFixture.load("nb_dev", PostgresInstallation.newest());
    development.run(ROLE.formatted("clerk"));
    development.run(ROLE.formatted("guest"));
    development.run(UPDATE_AS_WELL);
    var base = build(development);
    development.run(
        """
        DELETE FROM "rolesResourcesActions" WHERE name = 'update' AND "rolesResourceId" IN
          (SELECT id FROM "rolesResources" WHERE "roleName" = 'clerk')\
        """);
    var sources = List.of(new MergeSource("one", build(development)), new MergeSource("two", base));
    var production = NocoBaseFixture.load("nb_prod", PostgresInstallation.newest());
    production.run(ROLE.formatted("guest"));
    production.run(ROLE.formatted("clerk"));
    production.run(UPDATE_AS_WELL);
    var removed = "SELECT id FROM public.\"rolesResources\" WHERE \"roleName\" = 'clerk'";
    assertThat(production.value(removed)).isNotEqualTo(development.value(removed));

    var merged =
        FileMerge.merge(
            new MergeRequest(sources, base, PRESET, Naming.PLAIN, List.of()),
            scratch,
            ProgressSink.NONE);
    try (var file = MigrationFileReader.open(merged.file().path(), merged.file().digest())) {
      var report =
          Releases.migration(production, Releases.DESTRUCTIVE.withApp(PRESET, Naming.PLAIN))
              .apply(file, Releases.order(production, 1));
      assertThat(report.tables().stream().mapToLong(TableCounts::removed).sum()).isOne();
    }

    assertThat(actions(production, "clerk")).containsExactly("view");
    assertThat(actions(production, "guest")).containsExactly("update", "view");
  }

  private static List<String> actions(AppDatabase app, String role) {
    return app.values(
        """
        SELECT a.name FROM public."rolesResourcesActions" a JOIN public."rolesResources" r
            ON r.id = a."rolesResourceId" WHERE r."roleName" = '%s' ORDER BY a.name
        """
            .formatted(role));
  }

  private static Path build(AppDatabase app) {
    return MigrationFileBuilder.build(
            app.sessions(),
            new BuildRequest("public", RuleParser.parse("{}"), PRESET, Naming.PLAIN),
            Scratch.folder("build"),
            ProgressSink.NONE)
        .path();
  }
}
