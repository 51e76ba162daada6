package dev.slipway.e2e;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.api.status.ConditionStatus;
import dev.slipway.e2e.SampleApp.Answer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.ExtendWith;

/** The app of the examples, its databases and its S3 server, as their YAML files make them. */
@ExtendWith(ClusterExtension.class)
@TestInstance(Lifecycle.PER_CLASS)
class SampleAppClusterIT {
  private final Example example;
  private final SampleApp development;
  private final SampleApp staging;
  private final SampleApp production;
  private final SampleApp stores;

  SampleAppClusterIT(Example example) {
    this.example = example;
    this.development = example.development();
    this.staging = example.staging();
    this.production = example.production();
    this.stores = example.stores();
  }

  @BeforeAll
  void begin() {
    example.fresh();
  }

  @BeforeEach
  void awaitReady() {
    example.awaitReady();
  }

  @Test
  void everyEnvironmentShowsItsConfiguration() {
    assertThat(development.call("GET", "/", "").body()).contains("<b>development</b>", "Menu:");
    assertThat(staging.call("GET", "/", "").body()).contains("Welcome").doesNotContain("Menu:");
    assertThat(production.call("GET", "/", "").body()).contains("<b>production</b>", "EUR");
  }

  @Test
  void theOperatorHasEachDatabaseObserved() {
    for (var app : example.environments()) {
      var facts = requireNonNull(example.environment(app).getStatus().facts());

      assertThat(facts.serverVersion()).startsWith("17.");
      // no word of its tables: the app may make them after it was looked at
      var database = requireNonNull(facts.database());
      assertThat(database.systemIdentifier()).isNotBlank();
      assertThat(database.oid()).isPositive();
    }
  }

  @Test
  void aNewPasswordTakesEffectWithNothingRestarted() {
    var old = example.password(staging);
    staging.sql("ALTER ROLE crm PASSWORD 'rotated'");
    try {
      example.observe(staging, "rotated in the database alone");
      example.awaitCondition(staging, "CredentialsValid", ConditionStatus.FALSE);

      example.setPassword(staging, "rotated");
      example.observe(staging, "rotated in the Secret as well");
      example.awaitCondition(staging, "CredentialsValid", ConditionStatus.TRUE);
      example.awaitCondition(staging, "Ready", ConditionStatus.TRUE);
    } finally {
      staging.sql("ALTER ROLE crm PASSWORD '" + old + "'");
      example.setPassword(staging, old);
      example.observe(staging, "as before");
    }
    example.awaitCondition(staging, "CredentialsValid", ConditionStatus.TRUE);
  }

  @Test
  void configurationIsChangedInDevelopmentOnly() {
    var page = "{\"name\": \"about\", \"title\": \"About us\"}";

    assertThat(development.call("PUT", "/api/pages", page).status()).isEqualTo(200);
    assertThat(staging.call("PUT", "/api/pages", page).status()).isEqualTo(403);
    assertThat(production.call("PUT", "/api/pages", page).status()).isEqualTo(403);
  }

  @Test
  void ordersAndUploadsOutliveTheirPods() {
    var order = numberOf(staging.call("POST", "/api/orders", OrderWriter.ORDER));
    var upload = staging.call("PUT", "/api/uploads/note.txt", "a note");
    var before = staging.call("GET", "/api/orders", "");

    staging.kill();
    staging.awaitReady(1);

    assertThat(upload.status()).isEqualTo(201);
    assertThat(staging.call("GET", "/api/orders", "")).isEqualTo(before);
    assertThat(staging.call("GET", "/api/orders/" + order, "").body()).contains("Anchor");
    assertThat(staging.call("GET", "/api/uploads/note.txt", "").body()).isEqualTo("a note");
  }

  @Test
  void isUnhealthyWhileItsDatabaseIsReadOnlyAndRecoversByItself() {
    development.sql("ALTER DATABASE crm SET default_transaction_read_only = on");
    try {
      development.endSessions();
      development.awaitHealth(503, "read-only");
    } finally {
      development.sql("ALTER DATABASE crm RESET default_transaction_read_only");
    }

    development.awaitHealth(200, "ok");
    development.awaitReady(1);
    assertThat(numberOf(development.call("POST", "/api/orders", OrderWriter.ORDER))).isPositive();
  }

  @Test
  void isUnhealthyWhileItsDatabaseIsDownAndRecoversByItself() {
    var order = numberOf(production.call("POST", "/api/orders", OrderWriter.ORDER));

    production.scaleDatabase(0);
    try {
      production.awaitHealth(503, "does not answer");
    } finally {
      production.scaleDatabase(1);
    }

    production.awaitHealth(200, "ok");
    production.awaitReady(2);
    assertThat(production.call("GET", "/api/orders/" + order, "").body()).contains("Anchor");
  }

  @Test
  void noOrderIsLostThatWasPromisedWhenTheDatabaseIsKilled() {
    var writer = new OrderWriter(production);
    try (writer) {
      writer.awaitMore(20);
      production.killDatabase();
      writer.awaitMore(20);
    }

    assertThat(writer.promised())
        .allMatch(order -> production.call("GET", "/api/orders/" + order, "").status() == 200);
  }

  @Test
  void theStoresLetEveryEnvironmentDoItsPartOnly() {
    var own = "releases/crm/environments/crm-prod.crm-prod/note";

    assertThat(put("crm-dev:example-dev-s3", "releases/crm/files/note")).isEqualTo("200");
    assertThat(put("crm-prod:example-prod-s3", own)).isEqualTo("200");
    assertThat(put("crm-prod:example-prod-s3", "backups-prod/note")).isEqualTo("200");
    assertThat(put("crm-prod:example-prod-s3", "releases/crm/files/other")).isEqualTo("403");
    assertThat(put("crm-staging:example-staging-s3", own)).isEqualTo("403");
    assertThat(put("crm-dev:example-dev-s3", "backups-prod/note")).isEqualTo("403");
  }

  /** The status of an attempt to write an object there. */
  private String put(String user, String key) {
    return stores.inPod(
        "s3-0",
        "curl",
        "--silent",
        "--output",
        "/dev/null",
        "--write-out",
        "%{http_code}",
        "--aws-sigv4",
        "aws:amz:us-east-1:s3",
        "--user",
        user,
        "--request",
        "PUT",
        "--data-binary",
        "a note",
        "http://s3:7070/" + key);
  }

  private static long numberOf(Answer answer) {
    assertThat(answer.status()).as(answer.body()).isEqualTo(201);
    return answer.number();
  }
}
