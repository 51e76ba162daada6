package dev.slipway.controllers.quiesce;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import dev.slipway.controllers.work.Labels;
import dev.slipway.controllers.work.Owner;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.api.model.ServicePort;
import io.fabric8.kubernetes.api.model.ServicePortBuilder;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** A Service of ours that leads to the app while the one of its users leads nowhere. */
final class Shadow {
  private static final String PREFIX = "slipway-shadow-";
  private static final String MANAGED_BY = "app.kubernetes.io/managed-by";
  private static final int LONGEST_NAME = 63;
  private static final int DIGITS = 8;

  private Shadow() {}

  static String nameFor(String service) {
    var name = PREFIX + service;
    return name.length() <= LONGEST_NAME
        ? name
        : name.substring(0, LONGEST_NAME - DIGITS - 1) + "-" + digits(service);
  }

  static boolean isOne(Service service) {
    var labels = service.getMetadata().getLabels();
    return labels != null
        && "slipway".equals(labels.get(MANAGED_BY))
        && labels.containsKey(Labels.SHADOW_OF);
  }

  static String originalOf(Service shadow) {
    return requireNonNull(shadow.getMetadata().getLabels().get(Labels.SHADOW_OF));
  }

  static Service of(Service original, Map<String, String> selector, HasMetadata environment) {
    var name = original.getMetadata().getName();
    return new ServiceBuilder()
        .withNewMetadata()
        .withName(nameFor(name))
        .withNamespace(original.getMetadata().getNamespace())
        .withLabels(Map.of(MANAGED_BY, "slipway", Labels.SHADOW_OF, name))
        .withOwnerReferences(Owner.of(environment))
        .endMetadata()
        .withNewSpec()
        .withType("ClusterIP")
        .withSelector(selector)
        .withPorts(ports(original))
        .endSpec()
        .build();
  }

  /** Whether it leads where it should; one of a run before may not. */
  static boolean leadsTo(Service shadow, Service original, Map<String, String> selector) {
    return shadow.getSpec().getSelector().equals(selector) && ports(shadow).equals(ports(original));
  }

  /** Those of a Service, for another one beside it. */
  static List<ServicePort> ports(Service service) {
    return service.getSpec().getPorts().stream()
        .map(port -> new ServicePortBuilder(port).withNodePort(null).build())
        .toList();
  }

  /** Two names that begin alike stay two. */
  private static String digits(String service) {
    return UUID.nameUUIDFromBytes(service.getBytes(UTF_8)).toString().substring(0, DIGITS);
  }
}
