package dev.slipway.controllers.restore;

import static java.util.Objects.requireNonNullElse;

import dev.slipway.api.check.Check;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * What the API has and this version cannot do. A promise that cannot be kept is not taken: the
 * restore is refused before anything is touched.
 */
final class NotYet {
  static final String REASON = "NotSupportedYet";

  private final List<String> fields = new ArrayList<>();

  private NotYet() {}

  /** The fields that are set, in words. */
  static List<String> of(RestoreView seen) {
    var notYet = new NotYet();
    notYet.checks(requireNonNullElse(seen.spec().validation(), List.<Check>of()));
    return List.copyOf(notYet.fields);
  }

  private void checks(List<Check> checks) {
    add("validation with a job", checks.stream().map(Check::job).anyMatch(Objects::nonNull));
  }

  private void add(String field, boolean isSet) {
    if (isSet) {
      fields.add(field);
    }
  }
}
