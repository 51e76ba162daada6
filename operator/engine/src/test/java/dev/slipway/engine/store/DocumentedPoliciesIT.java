package dev.slipway.engine.store;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.slipway.engine.FailureCode;
import dev.slipway.testkit.Repository;
import dev.slipway.testkit.s3.S3Credentials;
import dev.slipway.testkit.s3.S3Server;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The bucket policies of the example let every environment do its work, and nothing else. */
class DocumentedPoliciesIT {
  private static final String POLICIES = "examples/one-way-release/s3/policies.yaml";
  private static final List<String> NAMES = List.of("crm-dev", "crm-staging", "crm-prod");
  private static final S3Server SERVER = S3Server.start();
  private static Map<String, S3Credentials> users = Map.of();

  @BeforeAll
  static void setUp() throws IOException {
    users = NAMES.stream().collect(toMap(it -> it, SERVER::createUser));
    for (var policy : documented().properties()) {
      var bucket = policy.getKey().replace(".json", "");
      SERVER.createBucket(bucket);
      SERVER.setPolicy(bucket, policy.getValue().asText());
    }
  }

  @AfterAll
  static void stop() {
    SERVER.close();
  }

  @ParameterizedTest
  @CsvSource({
    "crm-dev, crm-dev.crm-dev",
    "crm-staging, crm-staging.crm-staging",
    "crm-prod, crm-prod.crm-prod"
  })
  void eachEnvironmentCanUseWhatIsItsOwn(String user, String folder) {
    var releases = releases(user);
    var backups = store(user, user.replace("crm-", "backups-"), "");

    var probe = new StoreProbe(releases).run("environments/" + folder + "/probe-uid");
    new StoreProbe(releases).run("environments/" + folder + "/probe-uid");
    new StoreProbe(backups).run("probe-uid");

    assertThat(releases.list("environments/" + folder)).hasSize(1);
    assertThat(backups.unfinished("")).isEmpty();
    assertThat(Failures.codeOf(() -> releases.delete(probe.key())))
        .isEqualTo(FailureCode.STORE_ACCESS_DENIED);
  }

  @Test
  void whereFilesAreMadeTheyAreWrittenAndEverybodyReadsThem() throws IOException {
    put(releases("crm-dev"), "files/one.slipway");
    put(releases("crm-staging"), "files/joined.slipway");

    for (var user : NAMES) {
      try (var file = releases(user).read("files/one.slipway")) {
        assertThat(file.readAllBytes()).containsExactly(7);
      }
    }
    assertDenied("crm-prod", "releases", "crm", "files/two.slipway");
  }

  @ParameterizedTest
  @CsvSource({
    "crm-dev, crm-prod.crm-prod",
    "crm-dev, crm-staging.crm-staging",
    "crm-staging, crm-prod.crm-prod",
    "crm-prod, crm-staging.crm-staging"
  })
  void nobodyVouchesForAnotherEnvironment(String user, String folder) {
    assertDenied(user, "releases", "crm", "environments/" + folder + "/validated/x.json");
  }

  @ParameterizedTest
  @CsvSource({
    "crm-dev, backups-prod",
    "crm-dev, backups-staging",
    "crm-staging, backups-prod",
    "crm-staging, backups-dev",
    "crm-prod, backups-dev"
  })
  void noEnvironmentReadsTheBackupsOfAnother(String user, String bucket) throws IOException {
    put(store(bucket.replace("backups-", "crm-"), bucket, ""), "of-" + user + "/part");
    var store = store(user, bucket, "");

    assertThat(Failures.codeOf(() -> store.read("of-" + user + "/part")))
        .isEqualTo(FailureCode.STORE_ACCESS_DENIED);
    assertThat(Failures.codeOf(() -> store.list(""))).isEqualTo(FailureCode.STORE_ACCESS_DENIED);
    assertDenied(user, bucket, "", "another");
  }

  private static void assertDenied(String user, String bucket, String prefix, String key) {
    assertThat(Failures.codeOf(() -> put(store(user, bucket, prefix), key)))
        .isEqualTo(FailureCode.STORE_ACCESS_DENIED);
  }

  private static void put(ObjectStore store, String key) throws IOException {
    try (var sink = store.create(key)) {
      sink.stream().write(7);
      sink.complete();
    }
  }

  private static S3Store releases(String user) {
    return store(user, "releases", "crm");
  }

  private static S3Store store(String user, String bucket, String prefix) {
    var account = S3Bench.account(SERVER, Objects.requireNonNull(users.get(user)), null);
    return new S3Store(new S3Access(account, bucket, prefix));
  }

  private static JsonNode documented() throws IOException {
    return new YAMLMapper().readTree(Repository.path(POLICIES).toFile()).path("data");
  }
}
