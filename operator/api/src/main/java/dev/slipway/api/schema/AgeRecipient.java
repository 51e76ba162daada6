package dev.slipway.api.schema;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A public key of the age format. */
@TextSchema(
    maxLength = 128,
    rule = "self.matches('^age1[02-9ac-hj-np-z]{58}$')",
    message =
        "must be a public age recipient (age1 and 58 characters), as age-keygen -y prints it; never an identity")
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE_USE)
public @interface AgeRecipient {}
