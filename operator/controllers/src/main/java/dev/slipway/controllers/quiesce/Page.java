package dev.slipway.controllers.quiesce;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.slipway.api.environment.AppEnvironment;
import dev.slipway.api.environment.Maintenance;
import dev.slipway.controllers.work.Labels;
import dev.slipway.controllers.work.Owner;
import dev.slipway.controllers.work.Placement;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.ContainerPortBuilder;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodSpecBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServicePort;
import io.fabric8.kubernetes.api.model.SysctlBuilder;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeBuilder;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.VolumeMountBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * The maintenance page of an environment: pods of this very image that have what a shut selector
 * selects, and answer at every port where the app does.
 */
final class Page {
  private static final String PREFIX = "slipway-page-";
  private static final String MANAGED_BY = "app.kubernetes.io/managed-by";
  private static final String FOLDER = "/etc/slipway/page";
  private static final String OWN_PAGE = "index.html";
  private static final int LONGEST_NAME = 63;
  private static final int DIGITS = 8;
  private static final int FIRST_FREE_PORT = 8080;
  private static final int FIRST_OF_EVERYBODY = 1024;

  private Page() {}

  static String nameFor(AppEnvironment environment) {
    var name = PREFIX + environment.getMetadata().getName();
    return name.length() <= LONGEST_NAME
        ? name
        : name.substring(0, LONGEST_NAME - DIGITS - 1).replaceAll("[^a-z0-9]+$", "")
            + "-"
            + UUID.nameUUIDFromBytes(name.getBytes(UTF_8)).toString().substring(0, DIGITS);
  }

  /** Whether it is ours to change. */
  static boolean isOne(Deployment deployment) {
    var labels = deployment.getMetadata().getLabels();
    return labels != null
        && "slipway".equals(labels.get(MANAGED_BY))
        && labels.containsKey(Labels.PAGE_OF);
  }

  static boolean isReady(Deployment page) {
    var status = page.getStatus();
    return status != null && Objects.requireNonNullElse(status.getReadyReplicas(), 0) > 0;
  }

  /** Whether it answers for the same Services, with the same words. */
  static boolean isLike(Deployment page, Deployment wanted) {
    return labels(page).equals(labels(wanted)) && program(page).equals(program(wanted));
  }

  private static Map<String, String> labels(Deployment page) {
    return page.getSpec().getTemplate().getMetadata().getLabels();
  }

  private static List<Object> program(Deployment page) {
    var container = page.getSpec().getTemplate().getSpec().getContainers().getFirst();
    return List.of(container.getImage(), container.getArgs());
  }

  /**
   * @param services those that are shut, with the keys of their selectors
   * @param image unless the environment names one for its workers
   */
  static Deployment of(AppEnvironment environment, List<Service> services, String image) {
    var name = nameFor(environment);
    var worker = environment.getSpec().worker();
    var ownImage = worker == null ? null : worker.image();
    var labels = new HashMap<String, String>();
    services.forEach(it -> labels.putAll(ShutSelector.of(it.getSpec().getSelector())));
    labels.put(Labels.PAGE_OF, name);
    return new DeploymentBuilder()
        .withNewMetadata()
        .withName(name)
        .withNamespace(environment.getMetadata().getNamespace())
        .withLabels(Map.of(MANAGED_BY, "slipway", Labels.PAGE_OF, name))
        .addToLabels(ownImage == null ? Map.of() : Map.of(Labels.OWN_IMAGE, "true"))
        .withOwnerReferences(Owner.of(environment))
        .endMetadata()
        .withNewSpec()
        .withReplicas(1)
        .withNewSelector()
        .withMatchLabels(Map.of(Labels.PAGE_OF, name))
        .endSelector()
        .withNewTemplate()
        .withNewMetadata()
        .withLabels(labels)
        .endMetadata()
        .withSpec(pod(environment, ports(services), Objects.requireNonNullElse(ownImage, image)))
        .endTemplate()
        .endSpec()
        .build();
  }

  /** By number; those that a Service asks for by name get one that is free. */
  private static List<ContainerPort> ports(List<Service> services) {
    var targets = services.stream().flatMap(Page::targets).distinct().toList();
    var numbers = new TreeMap<Integer, String>();
    targets.stream()
        .map(IntOrString::getIntVal)
        .filter(Objects::nonNull)
        .forEach(number -> numbers.put(number, ""));
    var names = new TreeSet<String>();
    targets.stream().map(IntOrString::getStrVal).filter(Objects::nonNull).forEach(names::add);
    int free = FIRST_FREE_PORT;
    for (var portName : names) {
      while (numbers.containsKey(free)) {
        free++;
      }
      numbers.put(free, portName);
    }
    return numbers.entrySet().stream()
        .map(
            it ->
                new ContainerPortBuilder()
                    .withContainerPort(it.getKey())
                    .withName(it.getValue().isEmpty() ? null : it.getValue())
                    .build())
        .toList();
  }

  /** Who asks for pods without a Service's address between comes to its own ports. */
  private static Stream<IntOrString> targets(Service service) {
    var isHeadless = "None".equals(service.getSpec().getClusterIP());
    return service.getSpec().getPorts().stream()
        .filter(it -> it.getProtocol() == null || it.getProtocol().equals("TCP"))
        .flatMap(
            it ->
                isHeadless
                    ? Stream.of(new IntOrString(it.getPort()), target(it))
                    : Stream.of(target(it)));
  }

  private static IntOrString target(ServicePort port) {
    return Objects.requireNonNullElseGet(
        port.getTargetPort(), () -> new IntOrString(port.getPort()));
  }

  /** Whether there is any port where somebody could be answered. */
  static boolean canAnswer(List<Service> services) {
    return services.stream().flatMap(Page::targets).findAny().isPresent();
  }

  private static PodSpec pod(AppEnvironment environment, List<ContainerPort> ports, String image) {
    var isLow = ports.stream().anyMatch(it -> it.getContainerPort() < FIRST_OF_EVERYBODY);
    var pod =
        new PodSpecBuilder()
            .withAutomountServiceAccountToken(false)
            .withEnableServiceLinks(false)
            .withTerminationGracePeriodSeconds(1L)
            .withNewSecurityContext()
            .withRunAsNonRoot(true)
            .withNewSeccompProfile()
            .withType("RuntimeDefault")
            .endSeccompProfile()
            .withSysctls(
                isLow
                    ? List.of(
                        new SysctlBuilder()
                            .withName("net.ipv4.ip_unprivileged_port_start")
                            .withValue("0")
                            .build())
                    : List.of())
            .endSecurityContext()
            .withContainers(container(environment, ports, image))
            .withVolumes(volumes(environment))
            .build();
    var wishes = environment.getSpec().worker();
    if (wishes != null) {
      Placement.apply(wishes, pod);
    }
    return pod;
  }

  private static Container container(
      AppEnvironment environment, List<ContainerPort> ports, String image) {
    var mounts = new ArrayList<VolumeMount>();
    mounts.add(new VolumeMountBuilder().withName("tmp").withMountPath("/tmp").build());
    if (hasOwnPage(environment)) {
      mounts.add(
          new VolumeMountBuilder()
              .withName("page")
              .withMountPath(FOLDER)
              .withReadOnly(true)
              .build());
    }
    return new ContainerBuilder()
        .withName("page")
        .withImage(image)
        .withArgs(arguments(environment, ports))
        .withPorts(ports)
        .withNewReadinessProbe()
        .withPeriodSeconds(1)
        .withNewTcpSocket()
        .withPort(new IntOrString(ports.getFirst().getContainerPort()))
        .endTcpSocket()
        .endReadinessProbe()
        .withNewResources()
        .withRequests(Map.of("cpu", new Quantity("20m"), "memory", new Quantity("64Mi")))
        .withLimits(Map.of("memory", new Quantity("160Mi")))
        .endResources()
        .withNewSecurityContext()
        .withReadOnlyRootFilesystem(true)
        .withAllowPrivilegeEscalation(false)
        .withNewCapabilities()
        .addToDrop("ALL")
        .endCapabilities()
        .endSecurityContext()
        .withVolumeMounts(mounts)
        .build();
  }

  private static List<String> arguments(AppEnvironment environment, List<ContainerPort> ports) {
    var arguments = new ArrayList<>(List.of("page"));
    var maintenance = environment.getSpec().maintenance();
    if (maintenance != null) {
      arguments.add("--retry-after=" + maintenance.retryAfter());
    }
    if (hasOwnPage(environment)) {
      arguments.add("--page=" + FOLDER + "/" + OWN_PAGE);
    }
    ports.forEach(it -> arguments.add("--port=" + it.getContainerPort()));
    return arguments;
  }

  /** Optional: where it is missing, users get our page and not none. */
  private static List<Volume> volumes(AppEnvironment environment) {
    var volumes = new ArrayList<Volume>();
    volumes.add(new VolumeBuilder().withName("tmp").withNewEmptyDir().endEmptyDir().build());
    var maintenance = environment.getSpec().maintenance();
    if (maintenance != null && maintenance.page() != null) {
      volumes.add(
          new VolumeBuilder()
              .withName("page")
              .withNewConfigMap()
              .withName(maintenance.page().configMap())
              .withOptional(true)
              .endConfigMap()
              .build());
    }
    return volumes;
  }

  private static boolean hasOwnPage(AppEnvironment environment) {
    Maintenance maintenance = environment.getSpec().maintenance();
    return maintenance != null && maintenance.page() != null;
  }
}
