package dev.slipway.engine.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.slipway.engine.bench.AppDatabase;
import dev.slipway.engine.bench.Catalogs;
import dev.slipway.testkit.postgres.PostgresInstallation;
import dev.slipway.testkit.postgres.PostgresServer;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

@ParameterizedClass
@MethodSource("dev.slipway.testkit.postgres.PostgresInstallation#all")
class RightsReaderIT {
  private final PostgresInstallation installation;
  private final AppDatabase database;

  RightsReaderIT(PostgresInstallation installation) {
    this.installation = installation;
    this.database = AppDatabase.fresh(installation);
  }

  @Test
  void whatBelongsToItsOwnerAloneHasNoGrants() {
    database.run(
        """
        CREATE TABLE t (id serial); CREATE VIEW v AS TABLE t;
        GRANT SELECT ON t TO PUBLIC; REVOKE SELECT ON t FROM PUBLIC""");

    var rights = Catalogs.read(database).rights();

    assertThat(rights.grants()).isEmpty();
    assertThat(rights.newcomers()).isEmpty();
    assertThat(rights.owners())
        .containsExactly(
            new Ownership("t", database.owner(), true, true),
            new Ownership("t_id_seq", database.owner(), true, true),
            new Ownership("v", database.owner(), true, true));
  }

  @Test
  void grantsOnTablesSequencesViewsAndColumnsAreKnown() throws SQLException {
    var role = "Reader of " + database.name();
    superuser("CREATE ROLE \"" + role + "\"");
    database.run(
        """
        CREATE TABLE t (id int, "Ä" text); CREATE SEQUENCE s; CREATE VIEW v AS TABLE t;
        GRANT SELECT ON t TO "%1$s" WITH GRANT OPTION;
        GRANT UPDATE ("Ä") ON t TO PUBLIC;
        GRANT USAGE ON s TO "%1$s";
        GRANT SELECT ON v TO PUBLIC"""
            .formatted(role));

    var rights = Catalogs.read(database).rights();

    assertThat(rights.grants())
        .filteredOn(it -> !it.grantee().equals(database.owner()))
        .containsExactly(
            new Grant("s", null, '"' + role + '"', "USAGE", false),
            new Grant("t", null, '"' + role + '"', "SELECT", true),
            new Grant("t", "Ä", "PUBLIC", "UPDATE", false),
            new Grant("v", null, "PUBLIC", "SELECT", false));
  }

  @Test
  void anOwnerWhoHasNothingLeftIsNotAlone() {
    database.run("CREATE TABLE t (id int); REVOKE ALL ON t FROM " + database.owner());

    var rights = Catalogs.read(database).rights();

    assertThat(rights.grants()).isEmpty();
    assertThat(rights.ownerOf("t").orElseThrow().alone()).isFalse();
  }

  @Test
  void tablesOfOthersAreNotOurs() throws SQLException {
    var team = "team_of_" + database.name();
    var stranger = "stranger_of_" + database.name();
    superuser("CREATE ROLE " + team + " ROLE " + database.owner() + "; CREATE ROLE " + stranger);
    database.run("CREATE TABLE ours (id int); CREATE TABLE theirs (id int)");
    superuser("ALTER TABLE ours OWNER TO " + team + "; ALTER TABLE theirs OWNER TO " + stranger);

    var owners = Catalogs.read(database).rights().owners();

    assertThat(owners)
        .extracting(Ownership::object, Ownership::role, Ownership::ours)
        .containsExactly(tuple("ours", team, true), tuple("theirs", stranger, false));
  }

  @Test
  void defaultPrivilegesTellWhoGetsSomethingOnWhatIsNew() throws SQLException {
    var role = "newcomer_of_" + database.name();
    superuser("CREATE ROLE " + role);
    database.run("ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT ON TABLES TO " + role);

    var rights = Catalogs.read(database).rights();

    assertThat(rights.newcomers()).containsExactly(role, database.owner());
  }

  private void superuser(String sql) throws SQLException {
    try (var session = PostgresServer.shared(installation).superuser(database.name());
        var statement = session.createStatement()) {
      statement.execute(sql);
    }
  }
}
