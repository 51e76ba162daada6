package dev.slipway.controllers.environment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.api.environment.BusyWith;
import dev.slipway.api.restore.Restore;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HolderTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "Quiescing",
        "BackingUp",
        "Migrating",
        "Restarting",
        "Validating",
        "WaitingForSignOff",
        "Reopening",
        "RollingBack",
        "NeedsAttention"
      })
  void isThePlanUntilTheAppIsOpenAgain(String phase) {
    var users =
        new EnvironmentUsers(List.of(Users.plan("p", "phase: " + phase)), List.of(), List.of());

    assertThat(Holder.among(users, null)).isEqualTo(new BusyWith("MigrationPlan", "p"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Pending",
        "Building",
        "Preflight",
        "WaitingForApproval",
        "WaitingForWindow",
        "Succeeded",
        "RolledBack",
        "Failed",
        "Aborted"
      })
  void isNoPlanThatLeavesTheAppOpen(String phase) {
    var users =
        new EnvironmentUsers(List.of(Users.plan("p", "phase: " + phase)), List.of(), List.of());

    assertThat(Holder.among(users, new BusyWith("MigrationPlan", "p"))).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Quiescing",
        "SafetyBackup",
        "Restoring",
        "Validating",
        "Switching",
        "Reopening",
        "NeedsAttention"
      })
  void isARestoreInPlaceAsWell(String phase) {
    var inPlace = Users.restore("r", "InPlace", "phase: " + phase);
    var independent = Users.restore("i", "Independent", "phase: " + phase);

    assertThat(among(inPlace, independent)).isEqualTo(new BusyWith("Restore", "r"));
    assertThat(among(independent)).isNull();
  }

  @Test
  void staysTheOneThatItWas() {
    var users =
        new EnvironmentUsers(
            List.of(Users.plan("a", "phase: Quiescing"), Users.plan("b", "phase: Reopening")),
            List.of(),
            List.of());
    var before = new BusyWith("MigrationPlan", "b");

    assertThat(Holder.among(users, before)).isEqualTo(before);
  }

  private static @Nullable BusyWith among(Restore... restores) {
    return Holder.among(new EnvironmentUsers(List.of(), List.of(restores), List.of()), null);
  }
}
