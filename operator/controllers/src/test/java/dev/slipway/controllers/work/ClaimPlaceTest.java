package dev.slipway.controllers.work;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.controllers.work.ClaimPlace.Anywhere;
import dev.slipway.controllers.work.ClaimPlace.OnNode;
import dev.slipway.controllers.work.ClaimPlace.Taken;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClaimPlaceTest {
  @Test
  void isTheNodeOfThePodThatHasIt() {
    var place =
        ClaimPlace.of(
            List.of(claim("files", "ReadWriteOnce")),
            List.of(pod("other", "node-1", "elsewhere"), pod("crm", "node-2", "files")));

    assertThat(place).isEqualTo(new OnNode("node-2"));
  }

  @ParameterizedTest
  @CsvSource({"ReadWriteMany", "ReadOnlyMany"})
  void isAnywhereWhereManyNodesMayHaveIt(String mode) {
    var place =
        ClaimPlace.of(List.of(claim("files", mode)), List.of(pod("crm", "node-2", "files")));

    assertThat(place).isInstanceOf(Anywhere.class);
  }

  @ParameterizedTest
  @CsvSource({"ReadWriteOnce", "ReadWriteOncePod"})
  void isAnywhereWhereNobodyHasIt(String mode) {
    var ended = pod("crm", "node-2", "files");
    ended.getStatus().setPhase("Succeeded");
    var worker = pod("worker", "node-3", "files");
    worker.getMetadata().getLabels().put(Labels.RUN, "uid");

    var place = ClaimPlace.of(List.of(claim("files", mode)), List.of(ended, worker));

    assertThat(place).isInstanceOf(Anywhere.class);
  }

  @Test
  void isNowhereWhereOnlyOnePodMayHaveIt() {
    var place =
        ClaimPlace.of(
            List.of(claim("files", "ReadWriteOncePod")), List.of(pod("crm", "node-2", "files")));

    assertThat(place)
        .isInstanceOfSatisfying(
            Taken.class,
            taken -> {
              assertThat(taken.reason()).isEqualTo("ClaimInUse");
              assertThat(taken.message()).contains("claim files", "Pod crm", "zero");
            });
  }

  @Test
  void isNowhereWhereTwoAreOnTwoNodes() {
    var place =
        ClaimPlace.of(
            List.of(claim("files", "ReadWriteOnce"), claim("more", "ReadWriteOnce")),
            List.of(pod("crm", "node-1", "files"), pod("job", "node-2", "more")));

    assertThat(place)
        .isInstanceOfSatisfying(
            Taken.class,
            taken -> {
              assertThat(taken.reason()).isEqualTo("ClaimsOnSeveralNodes");
              assertThat(taken.message()).contains("files, more", "node-1 and node-2");
            });
  }

  private static PersistentVolumeClaim claim(String name, String mode) {
    return new PersistentVolumeClaimBuilder()
        .withNewMetadata()
        .withName(name)
        .endMetadata()
        .withNewSpec()
        .withAccessModes(mode)
        .endSpec()
        .build();
  }

  private static Pod pod(String name, String node, String claim) {
    return new PodBuilder()
        .withNewMetadata()
        .withName(name)
        .addToLabels("app", name)
        .endMetadata()
        .withNewSpec()
        .withNodeName(node)
        .addNewVolume()
        .withName("data")
        .withNewPersistentVolumeClaim(claim, false)
        .endVolume()
        .endSpec()
        .withNewStatus()
        .withPhase("Running")
        .endStatus()
        .build();
  }
}
