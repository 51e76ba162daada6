package dev.slipway.api.schema;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The name of a migration file: its SHA-256. */
@TextSchema(
    maxLength = 71,
    rule = "self.matches('^sha256:[a-f0-9]{64}$')",
    message =
        "must be sha256: followed by 64 hexadecimal digits, as slipway build and status.file print it")
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE_USE)
public @interface Digest {}
