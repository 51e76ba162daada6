package dev.slipway.api.plan;

import static java.util.Objects.requireNonNullElse;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;

/** What may happen to a target's structure. */
public record Structure(
    @Default("Forbid")
        @JsonPropertyDescription("Whether columns and tables may go, with what is in them.")
        Destructive destructive) {
  static final Structure DEFAULT = new Structure(Destructive.FORBID);

  public Structure {
    destructive = requireNonNullElse(destructive, Destructive.FORBID);
  }
}
