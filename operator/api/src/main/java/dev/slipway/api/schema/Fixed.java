package dev.slipway.api.schema;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** From when on a field of the spec can no longer change. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Fixed {
  Since value();

  /** The moments after which a change would pull the ground from under work that relies on it. */
  enum Since {
    /** As soon as the object exists. */
    CREATED,
    /** Once a plan has left Pending. */
    STARTED,
    /** Once a plan has begun to close the app. */
    QUIESCING,
    /** Once a plan opens the app again. */
    REOPENING,
    /** While a release or a restore holds the environment. */
    BUSY
  }
}
