package dev.slipway.api.printing;

import dev.slipway.api.backup.Backup;
import dev.slipway.api.environment.AppEnvironment;
import dev.slipway.api.plan.MigrationPlan;
import dev.slipway.api.restore.Restore;
import io.fabric8.crdv2.generator.CRDGenerator;
import io.fabric8.crdv2.generator.CRDGenerator.CRDOutput;
import io.fabric8.crdv2.generator.CRDPostProcessor;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Prints the four CRDs, each into a file of its own. The same classes give the same bytes. */
public final class CrdPrinter {
  private static final List<Class<? extends HasMetadata>> KINDS =
      List.of(AppEnvironment.class, MigrationPlan.class, Backup.class, Restore.class);

  private CrdPrinter() {}

  /** Writes the CRDs into the folder that the only argument names. */
  public static void main(String[] arguments) throws IOException {
    var folder = Files.createDirectories(Path.of(arguments[0]));
    for (var file : print().entrySet()) {
      Files.writeString(folder.resolve(file.getKey()), file.getValue());
    }
  }

  /** The text of each CRD by the name of its file. */
  static Map<String, String> print() {
    var pages = new Pages();
    new CRDGenerator()
        .customResourceClasses(KINDS)
        .forCRDVersions("v1")
        .withPostProcessor(new Completion())
        .withParallelGenerationEnabled(false)
        .withOutput(pages)
        .detailedGenerate();
    return pages.text();
  }

  private static final class Completion implements CRDPostProcessor {
    @Override
    public HasMetadata process(HasMetadata crd, String version) {
      var definition = (CustomResourceDefinition) crd;
      new CrdCompletion(classOf(definition)).complete(definition);
      return definition;
    }

    private static Class<? extends HasMetadata> classOf(CustomResourceDefinition definition) {
      var name = definition.getSpec().getNames().getKind();
      return KINDS.stream()
          .filter(kind -> kind.getSimpleName().equals(name))
          .findFirst()
          .orElseThrow();
    }
  }

  /** Keeps what the generator writes. */
  private static final class Pages implements CRDOutput<OutputStream> {
    private final Map<String, ByteArrayOutputStream> pages = new HashMap<>();

    @Override
    public OutputStream outputFor(String name) {
      return pages.computeIfAbsent(name, _ -> new ByteArrayOutputStream());
    }

    @Override
    public void close() {}

    Map<String, String> text() {
      var text = new TreeMap<String, String>();
      pages.forEach(
          (name, page) -> text.put(fileName(name), page.toString(StandardCharsets.UTF_8)));
      return text;
    }

    /** The generator adds the version of the CRD's own kind, which says nothing to a reader. */
    private static String fileName(String name) {
      return name.replaceFirst("-v1$", "") + ".yaml";
    }
  }
}
