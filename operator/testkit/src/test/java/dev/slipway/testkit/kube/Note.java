package dev.slipway.testkit.kube;

import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Version;

/** The kind of src/test/resources/crds, of which this class does not know the field tone. */
@Group("test.slipway.dev")
@Version("v1")
public final class Note extends CustomResource<Note.Spec, Void> implements Namespaced {
  private static final long serialVersionUID = 1L;

  static Note in(String namespace, String name, String text) {
    var note = new Note();
    note.setMetadata(new ObjectMetaBuilder().withNamespace(namespace).withName(name).build());
    note.setSpec(new Spec(text));
    return note;
  }

  public record Spec(String text) {}
}
