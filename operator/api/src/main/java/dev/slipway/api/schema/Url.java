package dev.slipway.api.schema;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** An address of the web. */
@TextSchema(
    maxLength = 2048,
    rule = "isURL(self) && (self.startsWith('https://') || self.startsWith('http://'))",
    message = "must be an address that starts with https:// or http://")
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE_USE)
public @interface Url {}
