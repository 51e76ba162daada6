package dev.slipway.api.schema;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The name of a Kubernetes object. */
@TextSchema(
    maxLength = 253,
    rule = "self.matches('^[a-z0-9]([-a-z0-9.]*[a-z0-9])?$')",
    message = "must be the name of a Kubernetes object: lower case letters, digits, - and .")
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE_USE)
public @interface ObjectName {}
