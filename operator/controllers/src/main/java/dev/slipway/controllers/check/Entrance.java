package dev.slipway.controllers.check;

import static java.util.Objects.requireNonNullElse;

import dev.slipway.api.environment.Health;
import dev.slipway.api.status.QuiesceRecord;
import dev.slipway.api.status.RecordedObject;
import dev.slipway.controllers.quiesce.App;
import dev.slipway.controllers.quiesce.Doors;
import dev.slipway.controllers.quiesce.ServiceSeen;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServicePort;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The Service by which an app is asked: the one of its health, or else the first by which users
 * come in.
 */
public record Entrance(String service, int port) {
  private static final String SERVICE = "Service";

  /**
   * @param recorded the Services by which users come in
   */
  public static Optional<Entrance> of(App app, QuiesceRecord recorded) {
    Health health = app.environment().getSpec().health();
    return health == null
        ? doors(app, recorded).flatMap(it -> of(it).stream()).findFirst()
        : Optional.of(new Entrance(health.service(), health.port()));
  }

  /** Of two ports the one that says so is the web's. */
  private static Optional<Entrance> of(Service service) {
    var ports = requireNonNullElse(service.getSpec().getPorts(), List.<ServicePort>of());
    return ports.stream()
        .min(Comparator.comparing(port -> !"http".equals(port.getName())))
        .map(port -> new Entrance(service.getMetadata().getName(), port.getPort()));
  }

  /** In the order in which the environment names them. */
  private static Stream<Service> doors(App app, QuiesceRecord recorded) {
    var maintenance = app.environment().getSpec().maintenance();
    var named =
        maintenance == null
            ? List.<String>of()
            : requireNonNullElse(maintenance.services(), List.<String>of());
    return recorded.recorded().stream()
        .filter(it -> it.kind().equals(SERVICE))
        .map(RecordedObject::name)
        .sorted(Comparator.comparingInt(named::indexOf))
        .flatMap(name -> app.services().stream().filter(it -> it.name().equals(name)))
        .map(ServiceSeen::service)
        .flatMap(Optional::stream);
  }

  /** While users are kept out, the Service leads nowhere and its shadow to the app. */
  String url(String namespace, QuiesceRecord recorded, String path) {
    var isClosed =
        recorded.recorded().stream()
            .anyMatch(it -> it.kind().equals(SERVICE) && it.name().equals(service));
    var host = isClosed ? Doors.shadowOf(service) : service;
    return "http://" + host + "." + namespace + ".svc:" + port + path;
  }
}
