package dev.slipway.engine.structure;

import dev.slipway.engine.catalog.Unsupported;
import dev.slipway.engine.finding.Finding;
import java.util.Locale;
import java.util.Set;

/**
 * What a release does not carry. What both sides have is taken for equal; what only one of them has
 * is refused where it has a say in the rows or in the table.
 */
record UnsupportedObjects(Sides sides, Draft draft, Set<String> retyped) {

  void compare() {
    for (var object : sides.source().unsupported()) {
      if (object.table() != null && !sides.target().unsupported().contains(object)) {
        refuse(
            object,
            object.table(),
            "is only in the file",
            "make it in the target by hand, or drop it in the source");
      }
    }
    for (var object : sides.target().unsupported()) {
      if (object.table() == null || sides.source().table(object.table()).isEmpty()) {
        continue;
      }
      if (isView(object)) {
        refuseInTheWay(object, object.table());
      } else if (!sides.source().unsupported().contains(object)) {
        refuse(
            object,
            object.table(),
            "is only in the target",
            "drop it there by hand, or make it in the source");
      }
    }
  }

  /** A view of the target's own is in no way as long as its columns keep their types. */
  private void refuseInTheWay(Unsupported view, String table) {
    if (retyped.contains(table)) {
      refuse(
          view,
          table,
          "holds on to columns that change their type",
          "drop it by hand before, and make it anew afterwards");
    }
  }

  private static boolean isView(Unsupported object) {
    return switch (object.kind()) {
      case VIEW, MATERIALIZED_VIEW -> true;
      case TRIGGER, POLICY, RULE, EXCLUSION, DOMAIN, PARENT_ELSEWHERE, NAME_OF_THE_SYSTEM -> false;
    };
  }

  private void refuse(Unsupported object, String table, String what, String todo) {
    var kind = object.kind().toString().toLowerCase(Locale.ROOT).replace('_', ' ');
    draft.find(
        Finding.refusal(
            "unsupported", table + "." + object.name(), "the " + kind + " " + what, todo));
  }
}
