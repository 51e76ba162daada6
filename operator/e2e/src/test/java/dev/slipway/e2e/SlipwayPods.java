package dev.slipway.e2e;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodSpecBuilder;

/** Pods of our image, within what the restricted level allows. */
final class SlipwayPods {
  private SlipwayPods() {}

  /** A pod in one of the image's roles, which ends when the role does. */
  static PodSpec inRole(String... arguments) {
    return new PodSpecBuilder()
        .withRestartPolicy("Never")
        .withNewSecurityContext()
        .withRunAsNonRoot(true)
        .withNewSeccompProfile()
        .withType("RuntimeDefault")
        .endSeccompProfile()
        .endSecurityContext()
        .addToContainers(container(arguments))
        .addNewVolume()
        .withName("tmp")
        .withNewEmptyDir()
        .endEmptyDir()
        .endVolume()
        .build();
  }

  private static Container container(String... arguments) {
    return new ContainerBuilder()
        .withName("slipway")
        .withImage(Cluster.IMAGE)
        .withImagePullPolicy("Never")
        .withArgs(arguments)
        .withNewSecurityContext()
        .withReadOnlyRootFilesystem(true)
        .withAllowPrivilegeEscalation(false)
        .withNewCapabilities()
        .addToDrop("ALL")
        .endCapabilities()
        .endSecurityContext()
        .addNewVolumeMount()
        .withName("tmp")
        .withMountPath("/tmp")
        .endVolumeMount()
        .build();
  }
}
