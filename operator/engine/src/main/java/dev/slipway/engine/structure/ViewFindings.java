package dev.slipway.engine.structure;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toSet;

import dev.slipway.engine.catalog.Catalog;
import dev.slipway.engine.catalog.Table;
import dev.slipway.engine.catalog.View;
import dev.slipway.engine.catalog.ViewAttachment;
import dev.slipway.engine.catalog.ViewColumn;
import dev.slipway.engine.finding.Finding;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/** What keeps views from being made, or made again, and what is lost on the way. */
final class ViewFindings {
  private final Catalog source;
  private final Catalog target;
  private final List<Finding> findings = new ArrayList<>();

  ViewFindings(Catalog source, Catalog target) {
    this.source = source;
    this.target = target;
  }

  /**
   * @param changed names of what the views hang on
   * @param ordered those of the entering views that do not read each other in a circle
   */
  List<Finding> of(
      Set<String> changed, Set<View> leaving, Set<View> entering, Collection<View> ordered) {
    var moved = Stream.concat(changed.stream(), leaving.stream().map(View::name)).collect(toSet());
    for (var view : leaving) {
      leaves(view, view.hangsOn().stream().filter(moved::contains).sorted().collect(joining(", ")));
    }
    for (var view : entering) {
      enters(view);
      if (!ordered.contains(view)) {
        refuse("view-circle", view.name(), "reads itself by way of other views", "mend the file");
      }
    }
    source.tables().stream()
        .map(Table::name)
        .filter(it -> target.view(it).isPresent())
        .forEach(it -> taken(it, "is a table in the file and a view in the target"));
    return List.copyOf(findings);
  }

  private void leaves(View view, String what) {
    var again = "drop it for the release and create it again afterwards";
    if (view.schema() != null) {
      refuse(
          "view-elsewhere",
          view.place(),
          "is a view in another schema and reads what has to change: " + what,
          again);
    } else if (view.materialized()) {
      refuse(
          "materialized-view",
          view.name(),
          "is a materialised view and reads what has to change: " + what,
          again);
    } else {
      staysInTheWay(view);
    }
  }

  private void staysInTheWay(View view) {
    if (!view.holders().isEmpty()) {
      refuse(
          "view-held",
          view.name(),
          "has to be made again, and this hangs on it: " + String.join(", ", view.holders()),
          "drop that for the release and create it again afterwards");
    }
    target
        .rights()
        .ownerOf(view.name())
        .filter(it -> !it.ours())
        .ifPresent(
            it ->
                refuse(
                    "view-of-others",
                    view.name(),
                    "has to be made again and belongs to role " + it.role(),
                    "make the release's role a member of that role"));
  }

  private void enters(View view) {
    if (target.table(view.name()).isPresent()
        || target.view(view.name()).filter(View::materialized).isPresent()) {
      taken(view.name(), "is a view in the file and something else in the target");
    }
    if (source.views().contains(view)) {
      needs(view);
      attachments(view);
      grants(view);
    }
  }

  /** Whether the target has it is not in its catalog; where a view of its own uses it, it has. */
  private void needs(View view) {
    var known = target.views().stream().flatMap(it -> it.needs().stream()).collect(toSet());
    var unknown = view.needs().stream().filter(it -> !known.contains(it)).collect(joining(", "));
    if (!unknown.isEmpty()) {
      findings.add(
          Finding.warning(
              "view-needs",
              view.name(),
              "uses what no release carries: " + unknown,
              "make sure that the target has it"));
    }
  }

  private void attachments(View view) {
    var there =
        target.view(view.name()).stream()
            .flatMap(it -> it.attachments().stream().map(ViewAttachment::definition))
            .collect(toSet());
    var missing =
        view.attachments().stream()
            .filter(it -> !there.contains(it.definition()))
            .map(it -> it.kind().toString().toLowerCase(Locale.ROOT) + " " + it.name())
            .collect(joining(", "));
    if (!missing.isEmpty()) {
      findings.add(
          Finding.warning(
              "view-attachment",
              view.name(),
              "has in the file what no release carries: " + missing,
              "create it in the target by hand"));
    }
  }

  private void grants(View view) {
    var columns = view.columns().stream().map(ViewColumn::name).collect(toSet());
    target
        .rights()
        .grantsOn(view.name())
        .filter(it -> it.column() != null && !columns.contains(it.column()))
        .map(
            it ->
                Finding.warning(
                    "grant-lost",
                    view.name() + "." + it.column(),
                    "is gone, and with it what %s may do with it".formatted(it.grantee()),
                    ""))
        .distinct()
        .forEach(findings::add);
  }

  private void taken(String name, String what) {
    refuse("name-taken", name, what, "rename one of the two");
  }

  private void refuse(String kind, String place, String what, String todo) {
    findings.add(Finding.refusal(kind, place, what, todo));
  }
}
