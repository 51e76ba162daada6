package dev.slipway.api.schema;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The five fields of a crontab's line, each within its range. */
@TextSchema(
    maxLength = 128,
    rule = "self.matches('(?i)^" + CronFields.LINE + "$')",
    message =
        "must be a cron line of five fields: minute (0-59), hour (0-23), day (1-31), month (1-12),"
            + " weekday (0-7); for example 0 3 * * *")
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE_USE)
public @interface CronLine {}
