package dev.slipway.controllers.environment;

import static java.time.Duration.ofHours;
import static java.time.Duration.ofMinutes;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.api.environment.AppEnvironment;
import dev.slipway.controllers.bench.Crm;
import dev.slipway.controllers.work.Labels;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** When environments are looked at; the sample's is every six hours. */
class NextLookTest {
  private static final Instant NOW = Instant.parse("2026-11-21T09:00:00Z");
  private static final Instant LONG_AGO = NOW.minus(ofHours(40));

  @Test
  void hundredsThatWereSeenTogetherAreNotSeenTogetherAgain() {
    var last = NOW.minus(ofMinutes(342));

    var due = environments().filter(it -> isDue(it, last, LONG_AGO)).count();

    assertThat(due).isBetween(150L, 350L);
  }

  @Test
  void allAreDueInTheEnd() {
    var last = NOW.minus(ofHours(6));

    assertThat(environments()).allMatch(it -> isDue(it, last, LONG_AGO));
  }

  @Test
  void anOperatorThatWasAwayForLongDoesNotBeginWithAllOfThem() {
    var first = environments().filter(it -> isDue(it, LONG_AGO, NOW.minus(ofMinutes(1)))).count();
    var half = environments().filter(it -> isDue(it, LONG_AGO, NOW.minus(ofMinutes(15)))).count();

    assertThat(first).isLessThan(50);
    assertThat(half).isBetween(150L, 350L);
    assertThat(environments()).allMatch(it -> isDue(it, LONG_AGO, NOW.minus(ofMinutes(30))));
  }

  @Test
  void whoAsksIsAnsweredAtOnceAndOnce() {
    var environment = Crm.storedEnvironment();
    environment.getMetadata().setAnnotations(Map.of(Labels.OBSERVE, "please"));
    var asked = view(environment, EnvironmentUsers.NONE, LONG_AGO);
    var isDue = new NextLook(asked).isDue(NOW);
    var planned = new EnvironmentPlanner().next(asked);
    environment.setStatus(new EnvironmentStatuses(asked, planned).status());

    assertThat(isDue).isTrue();
    assertThat(new NextLook(view(environment, EnvironmentUsers.NONE, LONG_AGO)).isDue(NOW))
        .isFalse();
  }

  @Test
  void aReleaseMakesWhatWasSeenBeforeIrrelevant() {
    var ended = users("b", "2026-11-21T08:59:00Z");

    var look = new NextLook(view(Crm.storedEnvironment(), ended, LONG_AGO));

    assertThat(look.isDue(NOW.minus(ofMinutes(5)))).isTrue();
    assertThat(look.isDue(NOW)).isFalse();
  }

  @Test
  void nobodyLooksWhileARunHoldsTheApp() {
    var busy =
        new EnvironmentUsers(
            List.of(Users.plan("release", "phase: Migrating")), List.of(), List.of());

    assertThat(new NextLook(view(Crm.storedEnvironment(), busy, LONG_AGO)).isDue(LONG_AGO))
        .isFalse();
  }

  private static EnvironmentUsers users(String file, String finishedAt) {
    return new EnvironmentUsers(
        List.of(Users.succeeded("release", file, finishedAt)), List.of(), List.of());
  }

  /** Five hundred of them, always the same. */
  private static Stream<AppEnvironment> environments() {
    var spec = Crm.environment().getSpec();
    return IntStream.range(0, 500)
        .mapToObj(
            number -> {
              var environment = new AppEnvironment();
              var uid = UUID.nameUUIDFromBytes(new byte[] {(byte) number, (byte) (number >> 8)});
              environment.setMetadata(new ObjectMetaBuilder().withUid(uid.toString()).build());
              environment.setSpec(spec);
              return environment;
            });
  }

  private static boolean isDue(AppEnvironment environment, Instant last, Instant start) {
    return new NextLook(view(environment, EnvironmentUsers.NONE, start)).isDue(last);
  }

  private static EnvironmentView view(
      AppEnvironment environment, EnvironmentUsers users, Instant start) {
    return new EnvironmentView(
        environment, null, Crm.appObjects(), users, List.of(), "slipway:test", NOW, start);
  }
}
