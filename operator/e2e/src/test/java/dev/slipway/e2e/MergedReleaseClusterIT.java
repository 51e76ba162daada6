package dev.slipway.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.api.plan.PlanPhase;
import dev.slipway.testkit.Await;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.ExtendWith;

/** examples/merged-release: what three teams did comes to staging and production as one file. */
@ExtendWith(ClusterExtension.class)
@TestInstance(Lifecycle.PER_CLASS)
class MergedReleaseClusterIT {
  private static final Duration LIMIT = Duration.ofMinutes(3);
  private static final String STORY = "examples/merged-release/";
  private static final String PLANS = "../merged-release/";
  private static final String REGION =
      "SELECT column_default FROM information_schema.columns WHERE column_name = 'region'";

  private final Cluster cluster;
  private final Example example;
  private final SampleApp staging;
  private final SampleApp production;
  private final SampleApp a;
  private final SampleApp b;
  private final SampleApp c;

  private Release toStaging;
  private Release toProduction;
  private Release contested;
  private String conflict = "";
  private List<String> orders = List.of();

  MergedReleaseClusterIT(Cluster cluster, Example example) {
    this.cluster = cluster;
    this.example = example;
    this.staging = example.staging();
    this.production = example.production();
    this.a = example.development();
    this.b = new SampleApp(example.client(), "crm-dev-b");
    this.c = new SampleApp(example.client(), "crm-dev-c");
  }

  @BeforeAll
  void tell() {
    example.fresh();
    var base = Release.start(staging, "to-staging.yaml", "merged-base");
    createTeams();
    base.await(PlanPhase.SUCCEEDED);
    staging.call("POST", "/api/orders", OrderWriter.ORDER);
    orders = staging.sql("SELECT o::text FROM orders o");

    a.call("PUT", "/api/pages", "{\"name\": \"about\", \"title\": \"About us\"}");
    b.sql(
        "UPDATE roles SET title = 'Sellers' WHERE name = 'sales';"
            + " DELETE FROM menu_entries USING pages WHERE page = pages.id AND name = 'orders';"
            + " DELETE FROM pages WHERE name = 'orders'");
    c.sql(
        "ALTER TABLE customers ADD COLUMN region text NOT NULL DEFAULT 'North',"
            + " ADD CONSTRAINT known_region CHECK (region IN ('North', 'South'))");
    toStaging = Release.start(staging, PLANS + "to-staging.yaml", "merged");
    toStaging.await(PlanPhase.SUCCEEDED);
    toProduction = Release.start(production, PLANS + "to-production.yaml", "merged").approve();
    toProduction.await(PlanPhase.SUCCEEDED);

    a.sql("UPDATE roles SET title = 'Guest' WHERE name = 'viewer'");
    b.sql("UPDATE roles SET title = 'Reader' WHERE name = 'viewer'");
    contested = Release.start(staging, PLANS + "to-staging.yaml", "contested");
    contested.awaitStalled("MergeConflict", "roles {name=viewer}");
    conflict = contested.condition("Stalled").message();
    contested.resolve("roles", "name", "viewer", b.namespace());
    contested.await(PlanPhase.SUCCEEDED);
  }

  @AfterAll
  void removeTeams() {
    Stream.of(b, c).forEach(it -> example.client().namespaces().withName(it.namespace()).delete());
  }

  private void createTeams() {
    example.apply(a, STORY + "namespaces.yaml");
    for (var team : List.of(b, c)) {
      cluster.grant(team.namespace());
      example.apply(team, Example.STORY + "every-environment");
      example.apply(team, STORY + team.namespace().replace("crm-dev", "team") + ".yaml");
    }
    for (var team : List.of(b, c)) {
      team.awaitReady(1);
      Await.until(team.namespace() + " to be ready", LIMIT, () -> example.isReady(team));
    }
  }

  @Test
  void everythingThatATeamDidIsThere() {
    for (var target : List.of(staging, production)) {
      assertThat(target.sql("SELECT name FROM pages ORDER BY name"))
          .containsExactly("about", "welcome");
      assertThat(target.sql("SELECT title FROM roles WHERE name = 'sales'"))
          .containsExactly("Sellers");
      assertThat(target.sql("SELECT count(*) FROM menu_entries")).containsExactly("1");
      assertThat(target.sql(REGION)).containsExactly("'North'::text");
      assertThat(target.sql("SELECT conname FROM pg_constraint WHERE conname = 'known_region'"))
          .hasSize(1);
    }
  }

  @Test
  void productionGetsTheVeryFileThatStagingHasJoined() {
    assertThat(toProduction.file()).isEqualTo(toStaging.file());
  }

  @Test
  void thePlanSaysWhatEachTeamBrings() {
    assertThat(toStaging.status().sources())
        .extracting(
            it -> it.namespace() + " " + it.added() + " " + it.changed() + " " + it.removed())
        .containsExactly("crm-dev 1 0 0", "crm-dev-b 0 1 2", "crm-dev-c 0 0 0");
    assertThat(toStaging.status().sources()).extracting(it -> it.file()).doesNotHaveDuplicates();
  }

  @Test
  void businessStaysWhereItIs() {
    assertThat(staging.sql("SELECT o::text FROM orders o")).isEqualTo(orders);
  }

  @Test
  void aConflictSaysWhoHasDoneWhatAndIsDecidedByName() {
    assertThat(conflict)
        .contains("crm-dev/crm-dev has", "crm-dev-b/crm-dev-b has", "title", "/merges/")
        .doesNotContain("Guest", "Reader");
    assertThat(staging.sql("SELECT title FROM roles WHERE name = 'viewer'"))
        .containsExactly("Reader");
    assertThat(staging.sql("SELECT name FROM pages ORDER BY name"))
        .containsExactly("about", "welcome");
  }
}
