package dev.slipway.controllers.quiesce;

import io.fabric8.kubernetes.api.model.Service;
import java.util.Optional;

/**
 * A Service of the environment's namespace, and what stands in for it while it is closed; at least
 * one of them is there.
 */
public record ServiceSeen(String name, Optional<Service> service, Optional<Service> shadow) {}
