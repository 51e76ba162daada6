package dev.slipway.controllers.news;

import static java.util.stream.Collectors.toUnmodifiableMap;

import dev.slipway.api.status.Condition;
import dev.slipway.api.status.ConditionStatus;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What was last seen of an object, in few bytes: there are thousands.
 *
 * @param claims what each condition said
 */
record Known(@Nullable String phase, Map<String, Claim> claims) {
  static final Known NOTHING = new Known(null, Map.of());

  static Known of(Glance glance) {
    return new Known(
        glance.phase(),
        glance.conditions().stream()
            .collect(toUnmodifiableMap(Condition::type, Claim::of, (one, _) -> one)));
  }

  @Nullable ConditionStatus status(String type) {
    var claim = claims.get(type);
    return claim == null ? null : claim.status();
  }

  @Nullable String reason(String type) {
    var claim = claims.get(type);
    return claim == null ? null : claim.reason();
  }

  record Claim(ConditionStatus status, String reason) {
    static Claim of(Condition condition) {
      return new Claim(condition.status(), condition.reason().intern());
    }
  }
}
