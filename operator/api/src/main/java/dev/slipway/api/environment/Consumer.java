package dev.slipway.api.environment;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.slipway.api.schema.Items;
import dev.slipway.api.schema.Word;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;

/** What the people of another namespace may do with an environment. */
@ValidationRule(
    value =
        "self.__namespace__ == '*' || self.__namespace__.matches('^[a-z0-9]([-a-z0-9]*[a-z0-9])?$')",
    message = "namespace must be the name of a namespace, or * for all")
public record Consumer(
    @Required @JsonPropertyDescription("Name of the namespace; * stands for all.") @Word
        String namespace,
    @Required @Items(max = 3, distinct = true) @JsonPropertyDescription("What is allowed.")
        List<ConsumerRight> may) {}
