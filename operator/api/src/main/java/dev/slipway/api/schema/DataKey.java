package dev.slipway.api.schema;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A key in the data of a Secret or ConfigMap. */
@TextSchema(
    maxLength = 253,
    rule = "self.matches('^[-._a-zA-Z0-9]+$')",
    message = "must be a key of a Secret or ConfigMap: letters, digits, -, _ and .")
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE_USE)
public @interface DataKey {}
