package dev.slipway.controllers.work;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.OwnerReferenceBuilder;

/** Whose object one is: it goes when its owner is gone for good. */
public final class Owner {
  private Owner() {}

  public static OwnerReference of(HasMetadata owner) {
    return new OwnerReferenceBuilder()
        .withApiVersion(owner.getApiVersion())
        .withKind(owner.getKind())
        .withName(owner.getMetadata().getName())
        .withUid(owner.getMetadata().getUid())
        .build();
  }

  /** Its owner also answers for it: Kubernetes knows one such for each object. */
  static OwnerReference inControl(HasMetadata owner) {
    return of(owner).edit().withController(true).build();
  }
}
