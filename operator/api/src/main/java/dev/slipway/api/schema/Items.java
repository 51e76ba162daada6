package dev.slipway.api.schema;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** How many items a list or a map may have, and what tells two of them apart. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Items {
  int max();

  /** The fields that tell two items of a list apart. */
  String[] keys() default {};

  /** Whether an item may stand in the list only once. */
  boolean distinct() default false;
}
