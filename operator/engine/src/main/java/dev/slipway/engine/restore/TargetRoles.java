package dev.slipway.engine.restore;

import dev.slipway.engine.finding.Finding;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The roles of the server that takes a backup in, as far as the backup speaks of them. */
final class TargetRoles {
  private static final String ROLES =
      "SELECT rolname, pg_catalog.pg_has_role(oid, 'MEMBER') FROM pg_catalog.pg_roles";

  private final Set<String> all = new TreeSet<>();
  private final Set<String> ours = new TreeSet<>();

  private TargetRoles() {}

  static TargetRoles read(Connection session) throws SQLException {
    var roles = new TargetRoles();
    try (var statement = session.createStatement();
        var rows = statement.executeQuery(ROLES)) {
      while (rows.next()) {
        roles.all.add(rows.getString(1));
        if (rows.getBoolean(2)) {
          roles.ours.add(rows.getString(1));
        }
      }
    }
    return roles;
  }

  /** A grant to nobody fails, and with it the whole restore. */
  List<Finding> missing(List<String> needed) {
    var findings = new ArrayList<Finding>();
    for (var role : needed) {
      if (!all.contains(role)) {
        findings.add(
            Finding.refusal(
                "role-missing",
                role,
                "the backup grants something to this role, and the server does not have it",
                "create it, as in CREATE ROLE \"%s\" NOLOGIN, or restore without grants"
                    .formatted(role)));
      }
    }
    return findings;
  }

  /** What a role gives to whatever it will create, only its members can say. */
  List<Finding> defaultsOfOthers(DumpContents contents) {
    return contents.entries().stream()
        .filter(it -> it.kind().equals("DEFAULT ACL") && !isOurs(it))
        .limit(1)
        .map(
            it ->
                Finding.refusal(
                    "default-privileges",
                    it.rest(),
                    "the backup says what a role grants by default, and we are no member of it",
                    "make our role a member of it, or restore without grants"))
        .toList();
  }

  /** Whether everything can be given back to whom it belonged. */
  boolean haveAllOwners(DumpContents contents) {
    return contents.entries().stream().filter(DumpEntry::hasOwner).allMatch(this::isOurs);
  }

  /** The roles but ours that something belonged to. */
  List<String> otherOwners(DumpContents contents, String us) {
    return ours.stream()
        .filter(role -> !role.equals(us))
        .filter(role -> contents.entries().stream().anyMatch(it -> it.isOwnedBy(role)))
        .toList();
  }

  /** Of each schema that a role of ours owned, which one that was. */
  Map<String, String> ownersOf(List<String> schemas, DumpContents contents) {
    var owners = new TreeMap<String, String>();
    for (var schema : schemas) {
      for (var role : ours) {
        boolean owned =
            contents.entries().stream()
                .anyMatch(it -> it.makesSchema() && it.rest().equals("- " + schema + " " + role));
        if (owned) {
          owners.put(schema, role);
        }
      }
    }
    return owners;
  }

  private boolean isOurs(DumpEntry entry) {
    return ours.stream().anyMatch(entry::isOwnedBy);
  }
}
