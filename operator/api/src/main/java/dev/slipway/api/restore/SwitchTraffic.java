package dev.slipway.api.restore;

import static java.util.Objects.requireNonNullElse;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.slipway.api.schema.Fixed;
import dev.slipway.api.schema.Fixed.Since;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Required;

/** How users are sent from one environment of this namespace to another. */
public record SwitchTraffic(
    @Required @Fixed(Since.CREATED) @JsonPropertyDescription("The Service that users come by.")
        ServiceReference from,
    @Required
        @Fixed(Since.CREATED)
        @JsonPropertyDescription("The Service whose pods are to answer.")
        ServiceReference to,
    @Default("Never") @JsonPropertyDescription("When.") SwitchWhen when) {
  public SwitchTraffic {
    when = requireNonNullElse(when, SwitchWhen.NEVER);
  }
}
