package dev.slipway.engine.structure;

import dev.slipway.engine.catalog.Unsupported;
import dev.slipway.engine.finding.Finding;
import java.util.Locale;

/**
 * What a release does not carry. What both sides have is taken for equal; what only one of them has
 * is refused where it has a say in the rows or in the table.
 */
record UnsupportedObjects(Sides sides, Draft draft) {

  void compare() {
    for (var object : sides.source().unsupported()) {
      if (object.table() != null
          && object.kind().travels()
          && !sides.target().unsupported().contains(object)) {
        refuse(
            object,
            object.table(),
            "is only in the file",
            "make it in the target by hand, or drop it in the source");
      }
    }
    for (var object : sides.target().unsupported()) {
      if (object.table() != null
          && sides.source().table(object.table()).isPresent()
          && !sides.source().unsupported().contains(object)) {
        onlyInTarget(object, object.table());
      }
    }
  }

  private void onlyInTarget(Unsupported object, String table) {
    if (changesWhatIsWritten(object)) {
      refuse(
          object,
          table,
          "is only in the target",
          "drop it there by hand, or make it in the source");
    } else if (object.kind().travels()) {
      draft.find(
          Finding.note(
              "only-in-target",
              table + "." + object.name(),
              "a %s that the file does not have; it stays".formatted(kind(object))));
    }
  }

  private static boolean changesWhatIsWritten(Unsupported object) {
    return switch (object.kind()) {
      case MATERIALIZED_VIEW,
          STATISTICS,
          SQL_FUNCTION,
          ACCESS_METHOD,
          TABLESPACE,
          PUBLICATION,
          REPLICA_IDENTITY ->
          false;
      case TRIGGER,
          POLICY,
          ROW_SECURITY,
          FORCED_ROW_SECURITY,
          RULE,
          EXCLUSION,
          DOMAIN,
          COMPOSITE_TYPE,
          PARENT_ELSEWHERE,
          NAME_OF_THE_SYSTEM ->
          true;
    };
  }

  private void refuse(Unsupported object, String table, String what, String todo) {
    var words = "the %s %s".formatted(kind(object), what);
    draft.find(Finding.refusal("unsupported", table + "." + object.name(), words, todo));
  }

  private static String kind(Unsupported object) {
    return object.kind().toString().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
