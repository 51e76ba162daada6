package dev.slipway.controllers.work;

import dev.slipway.api.environment.AppEnvironment;
import dev.slipway.api.environment.RunAs;
import dev.slipway.api.environment.Worker;
import dev.slipway.api.reference.ConfigMapReference;
import io.fabric8.kubernetes.api.model.Affinity;
import io.fabric8.kubernetes.api.model.AffinityBuilder;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.PodSecurityContext;
import io.fabric8.kubernetes.api.model.PodSecurityContextBuilder;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpecBuilder;
import io.fabric8.kubernetes.api.model.ResourceRequirementsBuilder;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeBuilder;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.VolumeMountBuilder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A worker's pod: no token, nothing writable but /tmp, within the restricted level, unless the app
 * writes its files as root: then within the baseline level.
 */
record WorkerPod(
    AppEnvironment environment,
    List<SecretMount> secrets,
    List<ClaimMount> claims,
    String image,
    String orderConfigMap,
    @Nullable RunAs ofTheApp,
    @Nullable String node) {
  static final String ORDER_KEY = "order.json";

  private static final String ORDER_FOLDER = "/etc/slipway/order";
  private static final String ORDER_VOLUME = "order";

  /** Where the files that extend the environment's preset are. */
  static final String PRESET_FOLDER = "/etc/slipway/preset";

  /** What it takes to read files of any owner, and to give them back to theirs. */
  private static final List<String> OF_ROOT = List.of("CHOWN", "DAC_OVERRIDE", "FOWNER");

  private static final String PRESET_VOLUME = "preset";
  private static final String SCRATCH_VOLUME = "tmp";

  PodTemplateSpec template(Map<String, String> labels) {
    var template =
        new PodTemplateSpecBuilder()
            .withNewMetadata()
            .withLabels(labels)
            .endMetadata()
            .withNewSpec()
            .withRestartPolicy("Never")
            .withAutomountServiceAccountToken(false)
            .withEnableServiceLinks(false)
            .withSecurityContext(securityContext())
            .withContainers(container())
            .withVolumes(volumes())
            .withAffinity(affinity())
            .endSpec()
            .build();
    var wishes = environment.getSpec().worker();
    return wishes == null ? template : asWished(template, wishes);
  }

  /** Asked of the scheduler, which says why where the node has no room. */
  private @Nullable Affinity affinity() {
    return node == null
        ? null
        : new AffinityBuilder()
            .withNewNodeAffinity()
            .withNewRequiredDuringSchedulingIgnoredDuringExecution()
            .addNewNodeSelectorTerm()
            .addNewMatchField()
            .withKey("metadata.name")
            .withOperator("In")
            .withValues(node)
            .endMatchField()
            .endNodeSelectorTerm()
            .endRequiredDuringSchedulingIgnoredDuringExecution()
            .endNodeAffinity()
            .build();
  }

  private PodSecurityContext securityContext() {
    var context =
        new PodSecurityContextBuilder()
            .withRunAsNonRoot(!isRoot())
            .withNewSeccompProfile()
            .withType("RuntimeDefault")
            .endSeccompProfile();
    var runAs = runAs();
    if (runAs != null) {
      context
          .withRunAsUser(runAs.user())
          .withRunAsGroup(runAs.group())
          .withFsGroup(runAs.fsGroup())
          // a claim of a million files is not walked through each time
          .withFsGroupChangePolicy(runAs.fsGroup() == null ? null : "OnRootMismatch");
    }
    return context.build();
  }

  private boolean isRoot() {
    var runAs = runAs();
    return runAs != null && ClaimUser.ROOT.equals(runAs.user());
  }

  private @Nullable RunAs runAs() {
    var wishes = environment.getSpec().worker();
    return wishes == null || wishes.runAs() == null ? ofTheApp : wishes.runAs();
  }

  private Container container() {
    return new ContainerBuilder()
        .withName("worker")
        .withImage(image)
        .withArgs("worker")
        .withNewSecurityContext()
        .withReadOnlyRootFilesystem(true)
        .withAllowPrivilegeEscalation(false)
        .withNewCapabilities()
        .addToDrop("ALL")
        .addAllToAdd(isRoot() ? OF_ROOT : List.of())
        .endCapabilities()
        .endSecurityContext()
        .withVolumeMounts(mounts())
        .build();
  }

  private List<Volume> volumes() {
    var volumes = new ArrayList<Volume>();
    volumes.add(
        new VolumeBuilder()
            .withName(ORDER_VOLUME)
            .withNewConfigMap()
            .withName(orderConfigMap)
            .endConfigMap()
            .build());
    volumes.add(
        new VolumeBuilder().withName(SCRATCH_VOLUME).withNewEmptyDir().endEmptyDir().build());
    var extension = environment.getSpec().presetExtension();
    if (extension != null) {
      volumes.add(presetVolume(extension));
    }
    secrets.forEach(secret -> volumes.add(secret.asVolume()));
    for (var claim : claims) {
      volumes.add(
          new VolumeBuilder()
              .withName(claim.volume())
              .withNewPersistentVolumeClaim(claim.storage().claim(), claim.readOnly())
              .build());
    }
    return volumes;
  }

  /** Optional, so that only those workers miss it that need it, and say so. */
  private static Volume presetVolume(ConfigMapReference extension) {
    return new VolumeBuilder()
        .withName(PRESET_VOLUME)
        .withNewConfigMap()
        .withName(extension.configMap())
        .withOptional(true)
        .endConfigMap()
        .build();
  }

  private List<VolumeMount> mounts() {
    var mounts = new ArrayList<VolumeMount>();
    mounts.add(readOnly(ORDER_VOLUME, ORDER_FOLDER));
    mounts.add(new VolumeMountBuilder().withName(SCRATCH_VOLUME).withMountPath("/tmp").build());
    if (environment.getSpec().presetExtension() != null) {
      mounts.add(readOnly(PRESET_VOLUME, PRESET_FOLDER));
    }
    secrets.forEach(secret -> mounts.add(readOnly(secret.volumeName(), secret.folder())));
    claims.forEach(claim -> mounts.add(folder(claim)));
    return mounts;
  }

  private static VolumeMount folder(ClaimMount claim) {
    return new VolumeMountBuilder()
        .withName(claim.volume())
        .withMountPath(claim.folder())
        .withReadOnly(claim.readOnly())
        .build();
  }

  private static VolumeMount readOnly(String volume, String folder) {
    return new VolumeMountBuilder()
        .withName(volume)
        .withMountPath(folder)
        .withReadOnly(true)
        .build();
  }

  private static PodTemplateSpec asWished(PodTemplateSpec template, Worker wishes) {
    var spec = template.getSpec();
    Placement.apply(wishes, spec);
    var labels = new HashMap<>(wishes.labels());
    labels.putAll(template.getMetadata().getLabels());
    template.getMetadata().setLabels(labels);
    template.getMetadata().setAnnotations(wishes.annotations());
    if (wishes.resources() != null) {
      spec.getContainers()
          .getFirst()
          .setResources(
              new ResourceRequirementsBuilder()
                  .withRequests(wishes.resources().requests())
                  .withLimits(wishes.resources().limits())
                  .build());
    }
    return template;
  }
}
