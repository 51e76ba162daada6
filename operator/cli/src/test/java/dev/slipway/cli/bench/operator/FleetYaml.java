package dev.slipway.cli.bench.operator;

import static java.util.stream.Collectors.joining;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What a fleet consists of, as the API server has it. */
final class FleetYaml {
  static final String DEPLOYMENT =
      """
      apiVersion: apps/v1
      kind: Deployment
      metadata: {name: crm}
      spec:
        replicas: 2
        selector: {matchLabels: {app: crm}}
        template:
          metadata: {labels: {app: crm}}
          spec: {containers: [{name: app, image: app}]}
      """;

  static final String SERVICE =
      """
      apiVersion: v1
      kind: Service
      metadata: {name: crm}
      spec: {selector: {app: crm}, ports: [{port: 8080}]}
      """;

  private static final String DIGEST = "sha256:" + "ab".repeat(32);
  private static final int STEPS = 24;

  private FleetYaml() {}

  static String environment(String name) {
    return """
    apiVersion: slipway.dev/v1alpha1
    kind: AppEnvironment
    metadata: {name: %s}
    spec:
      app: crm
      stage: Production
      database: {host: postgres, name: crm, credentialsSecret: {name: crm-db}, tls: {mode: Disable}}
      workloads: [{kind: Deployment, name: crm}]
      stores:
        releases: {s3: {endpoint: "http://s3:7070", bucket: releases, credentialsSecret: {name: crm-s3}}}
        backups: {s3: {endpoint: "http://s3:7070", bucket: backups, credentialsSecret: {name: crm-s3}}}
      health: {service: crm, port: 8080}
    """
        .formatted(name);
  }

  static String environmentStatus() {
    return """
    status:
      observedGeneration: 1
      facts: {serverVersion: "17.11", observedAt: "%s", database: {systemIdentifier: "7301", oid: 16384, size: 1.2Gi, tables: 120}}
      conditions:
    """
            .formatted(now())
        + conditions("Ready=True", "Reconciling=False", "Stalled=False");
  }

  static String plan(String name) {
    return """
    apiVersion: slipway.dev/v1alpha1
    kind: MigrationPlan
    metadata: {name: %s}
    spec: {target: crm, description: "%s", source: {file: {digest: "%s"}}}
    """
        .formatted(name, "d".repeat(200), DIGEST);
  }

  /** With the spec about 10 kB, as after a release of many steps. */
  static String planStatus() {
    return """
    status:
      observedGeneration: 1
      phase: Succeeded
      file: "%s"
      startedAt: "%s"
      finishedAt: "%s"
      steps:
    """
            .formatted(DIGEST, longAgo(), longAgo())
        + steps()
        + "  conditions:\n"
        + conditions(
            "Ready=True",
            "Reconciling=False",
            "Stalled=False",
            "Complete=True",
            "FilePrepared=True",
            "PreflightPassed=True",
            "Approved=True",
            "Quiesced=True",
            "BackupReady=True",
            "Applied=True",
            "Validated=True",
            "Reopened=True");
  }

  static String backup(String name) {
    return """
    apiVersion: slipway.dev/v1alpha1
    kind: Backup
    metadata: {name: %s}
    spec: {environment: crm}
    """
        .formatted(name);
  }

  static String backupStatus() {
    return """
    status:
      observedGeneration: 1
      phase: Complete
      reason: Scheduled
      size: 640Mi
      location: crm/0000
      startedAt: "%s"
      finishedAt: "%s"
      verifiedAt: "%s"
      verifiedHow: Checksum
      conditions:
    """
            .formatted(longAgo(), longAgo(), longAgo())
        + conditions("Ready=True", "Reconciling=False", "Stalled=False", "Complete=True");
  }

  private static String conditions(String... claims) {
    return Stream.of(claims).map(FleetYaml::condition).collect(joining());
  }

  private static String condition(String claim) {
    var parts = claim.split("=", 2);
    return """
        - {type: %s, status: "%s", observedGeneration: 1, lastTransitionTime: "%s", reason: Done, message: "%s"}
    """
        .formatted(parts[0], parts[1], now(), "m".repeat(150));
  }

  private static String steps() {
    return IntStream.range(0, STEPS).mapToObj(FleetYaml::step).collect(joining());
  }

  private static String step(int number) {
    return """
        - {name: Step%s, state: Done, attempt: 1, startedAt: "%s", finishedAt: "%s", note: "%s"}
    """
        .formatted(number, now(), now(), "n".repeat(200));
  }

  /** Before the environment was looked at: after a release it would be looked at again. */
  private static String longAgo() {
    return inSeconds(Clock.systemUTC().instant().minus(Duration.ofDays(1)));
  }

  private static String now() {
    return inSeconds(Clock.systemUTC().instant());
  }

  private static String inSeconds(Instant time) {
    return time.truncatedTo(ChronoUnit.SECONDS).toString();
  }
}
