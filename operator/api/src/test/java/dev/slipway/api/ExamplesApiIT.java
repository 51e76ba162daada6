package dev.slipway.api;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.api.backup.Backup;
import dev.slipway.api.environment.AppEnvironment;
import dev.slipway.api.plan.MigrationPlan;
import dev.slipway.api.restore.Restore;
import dev.slipway.testkit.kube.KubeApi;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a user may write, and what the API server makes of it. */
class ExamplesApiIT {
  private final KubeApi kube = KubeApi.shared();
  private final String namespace = kube.namespace();

  @ParameterizedTest
  @MethodSource("kinds")
  void ourRecordsCarryEveryFieldOfAnExample(Class<? extends HasMetadata> kind, Example example) {
    var asWritten = spec(create(example.plain()));

    var asRecords = spec(createElsewhere(example.as(kind)));

    assertThat(asRecords).isEqualTo(asWritten);
  }

  @ParameterizedTest
  @MethodSource("defaults")
  void fillsInWhatTheUserLeavesOut(Example example, String path, Object expected) {
    var stored = create(example.plain());

    assertThat(stored.<Object>get((Object[]) path.split("[.]"))).isEqualTo(expected);
  }

  @ParameterizedTest
  @MethodSource("columns")
  void printsTheColumnsOfAKind(Example example, String kind, String format, String header) {
    create(example.plain());

    var table = kube.kubectl("-n", namespace, "get", kind, "-o", format);

    assertThat(table.output().lines().findFirst().orElseThrow().split(" +"))
        .containsExactly(header.split(" "));
  }

  private GenericKubernetesResource create(GenericKubernetesResource object) {
    return kube.admin().resource(object).inNamespace(namespace).create();
  }

  private GenericKubernetesResource createElsewhere(HasMetadata object) {
    var elsewhere = kube.namespace();
    var serialization = SlipwaySerialization.create();
    var json = serialization.convertValue(object, GenericKubernetesResource.class);
    return kube.admin().resource(json).inNamespace(elsewhere).create();
  }

  private static Object spec(GenericKubernetesResource object) {
    return requireNonNull(object.getAdditionalProperties().get("spec"));
  }

  static Stream<Arguments> kinds() {
    return Stream.of(
        Arguments.of(AppEnvironment.class, Example.environment()),
        Arguments.of(MigrationPlan.class, Example.plan()),
        Arguments.of(Backup.class, Example.backup()),
        Arguments.of(Restore.class, Example.restore()));
  }

  static Stream<Arguments> defaults() {
    var environment =
        Example.environment()
            .with("spec: {backups: null, quiesce: null, signOff: null, driftPolicy: null}")
            .with("spec: {separateApprover: null, database: {tls: null, direct: null}}");
    var plan = Example.plan().with("spec: {rules: {tables: null}}");
    return Stream.of(
        Arguments.of(environment, "spec.database.port", 5432),
        Arguments.of(environment, "spec.database.schema", "public"),
        Arguments.of(environment, "spec.database.tablePrefix", ""),
        Arguments.of(environment, "spec.database.underscored", false),
        Arguments.of(environment, "spec.database.tls.mode", "VerifyFull"),
        Arguments.of(environment, "spec.database.credentialsSecret.usernameKey", "username"),
        Arguments.of(environment, "spec.database.credentialsSecret.passwordKey", "password"),
        Arguments.of(
            environment, "spec.stores.backups.s3.credentialsSecret.accessKeyIdKey", "accessKeyId"),
        Arguments.of(
            environment,
            "spec.stores.backups.s3.credentialsSecret.secretAccessKeyKey",
            "secretAccessKey"),
        Arguments.of(environment, "spec.stores.backups.requireEncryption", false),
        Arguments.of(environment, "spec.backups.verify", "Checksum"),
        Arguments.of(environment, "spec.backups.suspend", false),
        Arguments.of(environment, "spec.quiesce.replicas", 1),
        Arguments.of(environment, "spec.quiesce.fence", "Database"),
        Arguments.of(environment, "spec.quiesce.timeout", "5m"),
        Arguments.of(environment, "spec.signOff", "None"),
        Arguments.of(environment, "spec.driftPolicy", "Report"),
        Arguments.of(environment, "spec.allowSkippingBackup", false),
        Arguments.of(environment, "spec.separateApprover", false),
        Arguments.of(environment, "spec.trustGit", false),
        Arguments.of(environment, "spec.observeEvery", "6h"),
        Arguments.of(plan, "spec.rules.builtIn", "Preset"),
        Arguments.of(plan, "spec.rules.userDefined", "SchemaOnly"),
        Arguments.of(plan, "spec.structure.destructive", "Forbid"),
        Arguments.of(plan, "spec.backup", "Required"),
        Arguments.of(plan, "spec.onFailure", "Rollback"),
        Arguments.of(plan, "spec.deadline", "2h"),
        Arguments.of(plan, "spec.abort", false),
        Arguments.of(Example.backup(), "spec.scope", "Full"),
        Arguments.of(Example.backup(), "spec.deletionPolicy", "Retain"),
        Arguments.of(Example.backup(), "spec.pinned", false),
        Arguments.of(Example.restore(), "spec.storage", true),
        Arguments.of(Example.restore(), "spec.switchTraffic.when", "Never"),
        Arguments.of(Example.restore(), "spec.allowOutgoingEffects", false));
  }

  static Stream<Arguments> columns() {
    return Stream.of(
        Arguments.of(
            Example.environment(),
            "appenv",
            "wide",
            "NAME APP STAGE READY FILE REPLICAS LAST-BACKUP VERIFIED DRIFT MAINTENANCE AGE"),
        Arguments.of(
            Example.environment(),
            "appenv",
            "",
            "NAME APP STAGE READY FILE REPLICAS LAST-BACKUP AGE"),
        Arguments.of(
            Example.plan(),
            "mplan",
            "",
            "NAME TARGET FILE PHASE STEP PROGRESS WAITING-FOR READY AGE"),
        Arguments.of(
            Example.plan(),
            "mplan",
            "wide",
            "NAME TARGET FILE PHASE STEP PROGRESS WAITING-FOR READY REASON BACKUP DURATION AGE"),
        Arguments.of(
            Example.backup(), "slbak", "", "NAME ENVIRONMENT SCOPE PHASE REASON SIZE VERIFIED AGE"),
        Arguments.of(Example.restore(), "slrst", "", "NAME BACKUP TARGET MODE PHASE READY AGE"));
  }
}
