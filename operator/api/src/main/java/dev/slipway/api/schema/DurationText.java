package dev.slipway.api.schema;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A length of time as Kubernetes writes it. */
@TextSchema(
    maxLength = 32,
    rule = "self.matches('^([0-9]+h)?([0-9]+m)?([0-9]+s)?$') && self != ''",
    message = "must be a duration in hours, minutes and seconds, such as 90s, 5m or 1h30m")
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE_USE)
public @interface DurationText {}
