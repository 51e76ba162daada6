package dev.slipway.api.printing;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.slipway.api.Slipway;
import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceColumnDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import java.lang.reflect.ParameterizedType;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** Adds to one printed CRD what the generator does not know of. */
final class CrdCompletion {
  private final Class<? extends HasMetadata> kind;

  CrdCompletion(Class<? extends HasMetadata> kind) {
    this.kind = kind;
  }

  void complete(CustomResourceDefinition definition) {
    definition.getSpec().getNames().setCategories(List.of(Slipway.CATEGORY));
    var version = definition.getSpec().getVersions().getFirst();
    version.getAdditionalPrinterColumns().sort(asDeclared());
    var root = version.getSchema().getOpenAPIV3Schema();
    root.setDescription(kind.getAnnotation(JsonClassDescription.class).value());
    root.setRequired(List.of("spec"));
    RecordSchema.of(spec()).complete(RecordSchema.property(root, "spec"));
    var status = RecordSchema.property(root, "status");
    RecordSchema.of(status()).complete(status);
    status.setDefault(
        JsonNodeFactory.instance.objectNode().put("observedGeneration", Slipway.UNSEEN));
    root.setXKubernetesValidations(FixedFields.of(kind.getSimpleName(), spec()).rules());
  }

  /**
   * The generator sorts columns by path; people read them in the order in which they are declared.
   */
  private Comparator<CustomResourceColumnDefinition> asDeclared() {
    var order =
        Arrays.stream(kind.getAnnotationsByType(AdditionalPrinterColumn.class))
            .map(AdditionalPrinterColumn::name)
            .toList();
    return Comparator.comparingInt(column -> order.indexOf(column.getName()));
  }

  private Class<?> spec() {
    return typeArgument(0);
  }

  private Class<?> status() {
    return typeArgument(1);
  }

  private Class<?> typeArgument(int index) {
    var customResource = (ParameterizedType) kind.getGenericSuperclass();
    return (Class<?>) customResource.getActualTypeArguments()[index];
  }
}
