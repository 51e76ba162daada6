package dev.slipway.api.printing;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.joining;

import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import io.fabric8.kubernetes.api.model.apiextensions.v1.ValidationRule;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The page that tells users what each field of a kind is, made from its CRD. */
final class FieldPage {
  private static final Pattern KEPT =
      Pattern.compile("spec\\.([A-Za-z.]+) cannot change ?([^:]*)(:.*)?", Pattern.DOTALL);

  private final CustomResourceDefinition crd;
  private final JSONSchemaProps schema;

  private FieldPage(CustomResourceDefinition crd) {
    this.crd = crd;
    this.schema = crd.getSpec().getVersions().getFirst().getSchema().getOpenAPIV3Schema();
  }

  /** The text of each page by the name of its file. */
  static Map<String, String> print() {
    var pages = new TreeMap<String, String>();
    CrdPrinter.print()
        .values()
        .forEach(
            yaml -> {
              var crd = Serialization.unmarshal(yaml, CustomResourceDefinition.class);
              pages.put(crd.getSpec().getNames().getSingular() + ".md", new FieldPage(crd).page());
            });
    return pages;
  }

  private String page() {
    var names = crd.getSpec().getNames();
    return """
    # %s

    %s Short name `%s`, `apiVersion: %s/%s`.
    Printed from the CRD by `make pages`, and held equal to it by a test; `kubectl explain %s.spec` says the same.

    ## spec

    | field | type | needed, kept | default | may be | meaning |
    |---|---|---|---|---|---|
    %s

    ## status

    Written by the operator alone.

    | field | type | meaning |
    |---|---|---|
    %s
    """
        .formatted(
            names.getKind(),
            schema.getDescription(),
            names.getShortNames().getFirst(),
            crd.getSpec().getGroup(),
            crd.getSpec().getVersions().getFirst().getName(),
            names.getSingular(),
            rows(Field.below(part("spec")), this::specRow) + together(),
            rows(Field.below(part("status")), FieldPage::statusRow))
        .replaceAll("\n{3,}", "\n\n");
  }

  private JSONSchemaProps part(String name) {
    return requireNonNull(schema.getProperties().get(name), name);
  }

  private static String rows(List<Field> fields, Function<Field, List<String>> row) {
    return fields.stream()
        .map(row)
        .map(cells -> cells.stream().map(FieldPage::cell).collect(joining("|", "|", "|")))
        .collect(joining("\n"));
  }

  private static String cell(String text) {
    return text.isEmpty() ? " " : " " + text.replace("|", "\\|") + " ";
  }

  private List<String> specRow(Field field) {
    return List.of(
        "`" + field.path() + "`",
        field.type(),
        joined(field.isRequired() ? "needed" : "", kept(field.path())),
        field.defaultValue(),
        field.bounds(),
        field.description());
  }

  private static List<String> statusRow(Field field) {
    return List.of("`" + field.path() + "`", field.type(), field.description());
  }

  /** Until when a field may be changed; empty where it always may. */
  private String kept(String path) {
    return rules()
        .map(KEPT::matcher)
        .filter(Matcher::matches)
        .filter(it -> it.group(1).equals(path))
        .map(it -> it.group(2).isEmpty() ? "never changes" : "kept " + it.group(2))
        .collect(joining("; "));
  }

  /** What holds of several fields together. */
  private String together() {
    var spec = Field.rules(part("spec")).map(ValidationRule::getMessage);
    var lines =
        Stream.concat(spec, rules())
            .filter(it -> !KEPT.matcher(it).matches())
            .map(it -> "- " + it)
            .distinct()
            .collect(joining("\n"));
    return lines.isEmpty() ? "" : "\n\nThe API server refuses what is otherwise:\n\n" + lines;
  }

  private Stream<String> rules() {
    return Field.rules(schema).map(ValidationRule::getMessage);
  }

  private static String joined(String one, String other) {
    return one.isEmpty() || other.isEmpty() ? one + other : one + "; " + other;
  }
}
