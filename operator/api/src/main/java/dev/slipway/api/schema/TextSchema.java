package dev.slipway.api.schema;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Gives the schema of a kind of text to the annotation that stands for it. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.ANNOTATION_TYPE)
public @interface TextSchema {
  int maxLength();

  /** A CEL rule over {@code self}; empty where every text will do. */
  String rule() default "";

  /** What the user reads when the rule refuses a value: it says what to write instead. */
  String message() default "";
}
