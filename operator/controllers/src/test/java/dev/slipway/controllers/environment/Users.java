package dev.slipway.controllers.environment;

import static java.util.stream.Collectors.joining;

import dev.slipway.api.SlipwaySerialization;
import dev.slipway.api.backup.Backup;
import dev.slipway.api.plan.MigrationPlan;
import dev.slipway.api.restore.Restore;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.stream.Stream;

/**
 * Plans, restores and backups that name the environment crm, as others left them. A status is given
 * as the inside of a YAML mapping.
 */
final class Users {
  private static final KubernetesSerialization YAML = SlipwaySerialization.create();

  private Users() {}

  /** A digest, told from others by its first character. */
  static String file(String first) {
    return "sha256:" + first + "0".repeat(63);
  }

  static MigrationPlan plan(String name, String status) {
    return YAML.unmarshal(
        """
        apiVersion: slipway.dev/v1alpha1
        kind: MigrationPlan
        metadata: {name: %s}
        spec: {target: crm, source: {file: {digest: "%s"}}}
        status: {%s}
        """
            .formatted(name, file("f"), status),
        MigrationPlan.class);
  }

  /** A plan whose file was proven and stays. */
  static MigrationPlan succeeded(String name, String file, String finishedAt) {
    return ended(name, "Succeeded", file, finishedAt, "Applied=True Validated=True");
  }

  /**
   * @param claims conditions, such as {@code Applied=True RolledBack=False/Aborted} with its reason
   */
  static MigrationPlan ended(
      String name, String phase, String file, String finishedAt, String claims) {
    var conditions = Stream.of(claims.split(" ")).map(Users::condition).collect(joining(", "));
    return plan(
        name,
        "phase: %s, file: '%s', finishedAt: '%s', conditions: [%s]"
            .formatted(phase, file(file), finishedAt, conditions));
  }

  static Restore restore(String name, String mode, String status) {
    return YAML.unmarshal(
        """
        apiVersion: slipway.dev/v1alpha1
        kind: Restore
        metadata: {name: %s}
        spec: {target: crm, mode: %s, backup: {name: b}}
        status: {%s}
        """
            .formatted(name, mode, status),
        Restore.class);
  }

  /**
   * @param complete True or False
   */
  static Backup backup(String name, String scope, String complete, String status) {
    var condition = condition("Complete=" + complete);
    return YAML.unmarshal(
        """
        apiVersion: slipway.dev/v1alpha1
        kind: Backup
        metadata: {name: %s}
        spec: {environment: crm, scope: %s}
        status: {conditions: [%s], %s}
        """
            .formatted(name, scope, condition, status),
        Backup.class);
  }

  private static String condition(String claim) {
    int equals = claim.indexOf('=');
    var said = claim.substring(equals + 1).split("/", 2);
    return "{type: %s, status: '%s', reason: %s, message: m, lastTransitionTime: '%s'}"
        .formatted(
            claim.substring(0, equals),
            said[0],
            said.length > 1 ? said[1] : "Test",
            "2026-11-01T00:00:00Z");
  }
}
