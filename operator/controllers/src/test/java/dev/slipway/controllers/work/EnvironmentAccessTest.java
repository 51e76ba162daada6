package dev.slipway.controllers.work;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.controllers.bench.Crm;
import org.junit.jupiter.api.Test;

class EnvironmentAccessTest {
  @Test
  void logsInAsTheAppWhereThereIsNoRoleForReleases() {
    var access = new EnvironmentAccess(Crm.environment().getSpec());

    assertThat(access.database().app()).isNull();
    assertThat(access.mounts())
        .extracting(SecretMount::role, SecretMount::secret)
        .extracting(Object::toString)
        .containsExactly("(\"database\", \"crm-db\")");
  }

  @Test
  void logsInByTheRoleForReleasesAndKnowsWhomItActsFor() {
    var access =
        new EnvironmentAccess(
            Crm.environment(
                    Crm.yaml()
                        .replace(
                            "credentialsSecret: {name: crm-db}",
                            "credentialsSecret: {name: crm-db}\n"
                                + "    releaseCredentialsSecret: {name: crm-release, usernameKey:"
                                + " role}"))
                .getSpec());

    var database = access.database();

    assertThat(database.userFile()).isEqualTo("/etc/slipway/secrets/database/role");
    assertThat(requireNonNull(database.app()).userFile())
        .isEqualTo("/etc/slipway/secrets/database-app/username");
    assertThat(database.shutsAppOut()).isFalse();
    assertThat(access.mounts())
        .contains(new SecretMount("database", "crm-release"))
        .contains(new SecretMount("database-app", "crm-db"));
  }
}
