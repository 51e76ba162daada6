package dev.slipway.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.testkit.kube.KubeApi;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the API server does not take, and what it tells the user to do instead. */
class RefusalsApiIT {
  private static final String S3 =
      "{endpoint: 'https://s3', bucket: b, credentialsSecret: {name: s}}";

  private final KubeApi kube = KubeApi.shared();
  private final String namespace = kube.namespace();

  @ParameterizedTest
  @MethodSource({"plans", "environments", "others"})
  void saysWhatToDo(Example base, String change, String advice) {
    var wrong = base.with(change);

    assertThatThrownBy(() -> create(wrong))
        .isInstanceOf(KubernetesClientException.class)
        .hasMessageContaining(advice);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "* * * * *",
        "*/15 0-6 1,15 * MON-FRI",
        "59 23 31 12 7",
        "0 3 * jan,DEC sun",
        "5-10/2,30 * * * *"
      })
  void takesEveryRightCronLine(String line) {
    var right = Example.environment().with("spec: {backups: {schedule: '" + line + "'}}");

    assertThat(create(right)).isNotNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "daily",
        "@daily",
        "* * * *",
        "* * * * * *",
        "60 * * * *",
        "0 24 * * *",
        "0 0 0 * *",
        "0 0 32 * *",
        "0 0 * 13 *",
        "0 0 * 0 *",
        "0 0 * * 8",
        "*/0 * * * *",
        "1- * * * *",
        "1,,2 * * * *",
        "0 3 * * *\\n",
        "99 * * * *",
        "-1 * * * *",
        "0 0 * foo *",
        "a b c d e"
      })
  void refusesEveryWrongCronLine(String line) {
    var wrong = Example.environment().with("spec: {backups: {schedule: \"" + line + "\"}}");

    assertThatThrownBy(() -> create(wrong)).hasMessageContaining("cron line of five fields");
  }

  @ParameterizedTest
  @ValueSource(strings = {"90s", "5m", "6h", "1h30m", "24h0m5s"})
  void takesEveryRightDuration(String duration) {
    var right = Example.environment().with("spec: {observeEvery: " + duration + "}");

    assertThat(create(right)).isNotNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"''", "'5'", "5 m", "5min", "m", "1d", "-5m", "1.5h", "30s5m", "PT5M"})
  void refusesEveryWrongDuration(String duration) {
    var wrong = Example.environment().with("spec: {observeEvery: " + duration + "}");

    assertThatThrownBy(() -> create(wrong)).hasMessageContaining("such as 90s, 5m or 1h30m");
  }

  @ParameterizedTest
  @MethodSource("misspelt")
  void refusesFieldsThatDoNotExist(Example base, String change, String field) {
    var wrong = base.with(change);

    var answer = kube.kubectlWithInput(wrong.json(), "-n", namespace, "apply", "-f", "-");

    assertThat(answer.exitCode()).isEqualTo(1);
    assertThat(answer.output()).contains("unknown field \"" + field + "\"");
  }

  private Object create(Example example) {
    return kube.admin().resource(example.plain()).inNamespace(namespace).dryRun().create();
  }

  static Stream<Arguments> plans() {
    var plan = Example.plan();
    var finished = plan.with("spec: {source: null, rules: null, merge: null}");
    return Stream.of(
        Arguments.of(
            plan,
            "spec: {source: {plan: {namespace: a, name: b}}}",
            "give exactly one of environments, plan and file"),
        Arguments.of(
            finished, "spec: {source: {}}", "give exactly one of environments, plan and file"),
        Arguments.of(
            finished, "spec: {source: {environments: []}}", "name at least one environment"),
        Arguments.of(
            finished,
            "spec: {source: {file: {digest: 'sha256:abc'}}}",
            "must be sha256: followed by 64 hexadecimal digits"),
        Arguments.of(
            plan,
            "spec: {merge: null, source: {environments: null, plan: {namespace: a, name: b}}}",
            "rules travel inside the file"),
        Arguments.of(
            plan,
            "spec: {rules: null, source: {environments: null, plan: {namespace: a, name: b}}}",
            "merge belongs to source.environments"),
        Arguments.of(
            plan,
            "spec: {window: {once: {start: '2026-11-28T22:00:00Z', end: '2026-11-29T02:00:00Z'}}}",
            "give exactly one of once and recurring"),
        Arguments.of(
            plan,
            "spec: {window: {recurring: null, once: {start: '2026-11-29T22:00:00Z', end:"
                + " '2026-11-29T02:00:00Z'}}}",
            "end must come after start"),
        Arguments.of(
            plan,
            "spec: {window: {recurring: null, once: {start: '2026-11-28T22:00:00', end:"
                + " '2026-11-29T02:00:00Z'}}}",
            "date-time"),
        Arguments.of(
            plan, "spec: {window: {recurring: {timeZone: null}}}", "recurring.timeZone: Required"),
        Arguments.of(plan, "spec: {window: {recurring: {duration: 4x}}}", "such as 90s, 5m"),
        Arguments.of(
            plan, "spec: {window: {recurring: {cron: '0 25 * * *'}}}", "cron line of five fields"),
        Arguments.of(
            plan,
            "spec: {rules: {tables: [{tables: [a, b], rule: Skip}, {tables: [b], rule: Skip}]}}",
            "a table stands in more than one rule"),
        Arguments.of(
            plan,
            "spec: {rules: {tables: [{tables: [a], rule: Skip, match: [b]}]}}",
            "match belongs to the rules Upsert and InsertIgnore"),
        Arguments.of(
            plan,
            "spec: {rules: {tables: [{tables: ['a*b'], rule: Skip}]}}",
            "followed by a single *"),
        Arguments.of(
            plan, "spec: {rules: {tables: [{tables: [a], rule: Merge}]}}", "Unsupported value"),
        Arguments.of(
            plan, "spec: {rules: {casts: [{column: quantity, using: x}]}}", "table.column"),
        Arguments.of(
            plan, "spec: {accept: [{finding: a, reason: ' '}]}", "why the finding is overruled"),
        Arguments.of(plan, "spec: {approval: {by: jane}}", "preview and by are set together"),
        Arguments.of(
            plan, "spec: {validation: [{name: a}]}", "give exactly one of http, sql and job"),
        Arguments.of(
            plan,
            "spec: {validation: [{name: a, http: {path: index.html}}]}",
            "path must start with a /"),
        Arguments.of(plan, "spec: {target: null}", "spec.target: Required value"),
        Arguments.of(plan, "spec: null", "spec: Required value"));
  }

  static Stream<Arguments> environments() {
    var environment = Example.environment();
    return Stream.of(
        Arguments.of(environment, "spec: {workloads: []}", "name at least one workload"),
        Arguments.of(
            environment,
            "spec: {stage: Development}",
            "promotesFrom does not belong on a Development environment"),
        Arguments.of(
            environment,
            "spec: {consumers: [{namespace: a, may: [Build]}]}",
            "Build can only be granted on a Development environment"),
        Arguments.of(
            environment,
            "spec: {consumers: [{namespace: a, may: [Promote]}, {namespace: a, may: [Promote]}]}",
            "each namespace may be given only once"),
        Arguments.of(
            environment,
            "spec: {backups: {timeZone: null}}",
            "schedule and timeZone belong together"),
        Arguments.of(
            environment, "spec: {backups: {timeZone: berlin}}", "time zone of the IANA database"),
        Arguments.of(
            environment,
            "spec: {backups: {verify: Scratch, scratch: null}}",
            "needs backups.scratch"),
        Arguments.of(
            environment, "spec: {backups: {retention: {last: 0}}}", "greater than or equal to 1"),
        Arguments.of(
            environment,
            "spec: {promotesFrom: [{name: a}]}",
            "give namespace and name of an environment in this cluster, or evidence"),
        Arguments.of(
            environment, "spec: {variables: [{}]}", "give exactly one of configMap and secret"),
        Arguments.of(
            environment,
            "spec: {maintenance: {front: crm-front}}",
            "give exactly one of services and front"),
        Arguments.of(
            environment,
            "spec: {maintenance: {services: null, front: crm-front}, health: null}",
            "maintenance.front needs health"),
        Arguments.of(
            environment,
            "spec: {maintenance: {services: null, front: crm}}",
            "another name than health.service"),
        Arguments.of(
            environment,
            "spec: {database: {releaseCredentialsSecret: null}}",
            "needs database.releaseCredentialsSecret"),
        Arguments.of(
            environment, "spec: {database: {tls: {mode: Disable}}}", "caSecret has no use"),
        Arguments.of(
            environment,
            "spec: {stores: {releases: {s3: {prefix: crm}}}}",
            "prefix must end with a /"),
        Arguments.of(
            environment,
            "spec: {stores: {releases: {s3: {endpoint: s3.example}}}}",
            "starts with https:// or http://"),
        Arguments.of(
            environment,
            "spec: {stores: {backups: {requireEncryption: true, encryption: null}}}",
            "requireEncryption needs encryption.recipients"),
        Arguments.of(
            environment,
            "spec: {stores: {backups: {encryption: {recipients: [AGE-SECRET-KEY-1A]}}}}",
            "never an identity"),
        Arguments.of(
            environment,
            "spec: {workloads: [{kind: Deployment, name: a}, {kind: Deployment, name: a}]}",
            "Duplicate value"),
        Arguments.of(environment, "spec: {quiesce: {replicas: 2}}", "less than or equal to 1"),
        Arguments.of(environment, "spec: {stage: Live}", "Unsupported value"));
  }

  static Stream<Arguments> others() {
    return Stream.of(
        Arguments.of(
            Example.backup(),
            "spec: {adopt: {location: /tmp/x}}",
            "location must be s3://bucket/path"),
        Arguments.of(Example.backup(), "spec: {expiresAfter: 30d}", "such as 90s, 5m or 1h30m"),
        Arguments.of(
            Example.restore(),
            "spec: {backup: {location: {s3: " + S3 + "}}}",
            "give exactly one of name and location"),
        Arguments.of(
            Example.restore(),
            "spec: {backup: {name: null, namespace: a, location: {s3: " + S3 + "}}}",
            "namespace belongs to the name of a Backup"),
        Arguments.of(Example.restore(), "spec: {mode: null}", "spec.mode: Required value"),
        Arguments.of(
            Example.restore(),
            "spec: {mode: InPlace}",
            "switchTraffic belongs to mode Independent"));
  }

  static Stream<Arguments> misspelt() {
    return Stream.of(
        Arguments.of(Example.environment(), "spec: {databse: {host: a}}", "spec.databse"),
        Arguments.of(
            Example.plan(), "spec: {rules: {userdefined: Skip}}", "spec.rules.userdefined"),
        Arguments.of(Example.backup(), "spec: {verfy: None}", "spec.verfy"),
        Arguments.of(Example.restore(), "spec: {backup: {nmae: a}}", "spec.backup.nmae"));
  }
}
