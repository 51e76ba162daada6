package dev.slipway.api.environment;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.ValidationRule;
import org.jspecify.annotations.Nullable;

/** How many scheduled backups are kept; what any of the numbers keeps is kept. */
@ValidationRule(
    value = "has(self.last) || has(self.daily) || has(self.weekly) || has(self.monthly)",
    message =
        "give at least one of last, daily, weekly and monthly, or leave retention out to keep all")
public record Retention(
    @Min(1) @Max(1000) @JsonPropertyDescription("The newest ones.") @Nullable Integer last,
    @Min(1) @Max(1000) @JsonPropertyDescription("The newest of each of so many days.")
        @Nullable Integer daily,
    @Min(1) @Max(1000) @JsonPropertyDescription("The newest of each of so many weeks.")
        @Nullable Integer weekly,
    @Min(1) @Max(1000) @JsonPropertyDescription("The newest of each of so many months.")
        @Nullable Integer monthly) {}
