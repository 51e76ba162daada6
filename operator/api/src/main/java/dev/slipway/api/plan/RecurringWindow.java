package dev.slipway.api.plan;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.slipway.api.schema.CronLine;
import dev.slipway.api.schema.DurationText;
import dev.slipway.api.schema.TimeZoneName;
import io.fabric8.generator.annotation.Required;

/** A stretch of time that comes again. */
public record RecurringWindow(
    @Required @JsonPropertyDescription("When it opens: a cron line of five fields.") @CronLine
        String cron,
    @Required @JsonPropertyDescription("How long it stays open.") @DurationText String duration,
    @Required @JsonPropertyDescription("The time zone of the cron line.") @TimeZoneName
        String timeZone) {}
