package dev.slipway.api.schema;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The name of a table, or of several by a * at its end. */
@TextSchema(
    maxLength = 63,
    rule = "self.matches('^[^*]*[*]?$') && self != ''",
    message = "must be the name of a table, or the beginning of one followed by a single *")
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE_USE)
public @interface TableName {}
