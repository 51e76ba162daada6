package dev.slipway.controllers.release;

import dev.slipway.api.plan.MigrationPlanSpec;
import java.util.ArrayList;
import java.util.List;

/**
 * What a plan can ask for and this version cannot do. A promise that cannot be kept is not taken:
 * the release is refused before anything is touched.
 */
final class NotYet {
  static final String REASON = "NotSupportedYet";

  private final List<String> fields = new ArrayList<>();

  private NotYet() {}

  /** The fields that are set, in words. */
  static List<String> of(MigrationPlanSpec plan) {
    var notYet = new NotYet();
    var environments = plan.source().environments();
    notYet.add(
        "source.environments with more than one", environments != null && environments.size() > 1);
    notYet.add("merge", plan.merge() != null);
    return List.copyOf(notYet.fields);
  }

  private void add(String field, boolean isSet) {
    if (isSet) {
      fields.add(field);
    }
  }
}
