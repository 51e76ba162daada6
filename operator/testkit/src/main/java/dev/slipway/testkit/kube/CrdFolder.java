package dev.slipway.testkit.kube;

import dev.slipway.testkit.Await;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinitionStatus;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The custom resource definitions in the YAML files of a folder. */
record CrdFolder(Path folder) {
  private static final Duration LIMIT = Duration.ofSeconds(20);

  /**
   * Returns once the API serves all of them. It is kubectl that reads the files, as it will be with
   * users: a word like True is a truth value for its reader, and a text for ours.
   */
  void applyTo(KubeUser admin) {
    var applied =
        admin.kubectl(
            "apply",
            "--server-side",
            "--force-conflicts",
            "-f",
            folder.toAbsolutePath().toString());
    if (applied.exitCode() != 0) {
      throw new IllegalStateException("kubectl cannot apply " + folder + ":\n" + applied.output());
    }
    var client = admin.client();
    for (var crd : read(client)) {
      var name = crd.getMetadata().getName();
      Await.until(name + " to be served", LIMIT, () -> isServed(client, crd));
    }
  }

  private List<CustomResourceDefinition> read(KubernetesClient client) {
    try (var files = Files.newDirectoryStream(folder, "*.{yaml,yml}")) {
      var read = new ArrayList<CustomResourceDefinition>();
      for (var file : files) {
        read.add(
            client
                .getKubernetesSerialization()
                .unmarshal(Files.readString(file), CustomResourceDefinition.class));
      }
      return read;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isServed(KubernetesClient client, CustomResourceDefinition crd) {
    return isEstablished(client.resource(crd).get()) && client.raw(path(crd)) != null;
  }

  /** Status and conditions are absent at first. */
  private static boolean isEstablished(@Nullable CustomResourceDefinition stored) {
    return Optional.ofNullable(stored)
        .map(CustomResourceDefinition::getStatus)
        .map(CustomResourceDefinitionStatus::getConditions)
        .orElse(List.of())
        .stream()
        .anyMatch(it -> it.getType().equals("Established") && it.getStatus().equals("True"));
  }

  private static String path(CustomResourceDefinition crd) {
    var spec = crd.getSpec();
    var version = spec.getVersions().getFirst().getName();
    return "/apis/%s/%s/%s".formatted(spec.getGroup(), version, spec.getNames().getPlural());
  }
}
