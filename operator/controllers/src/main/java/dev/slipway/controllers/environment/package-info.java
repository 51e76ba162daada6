/**
 * AppEnvironment: looks at what it refers to, has its database observed, tells the truth in status.
 */
@NullMarked
package dev.slipway.controllers.environment;

import org.jspecify.annotations.NullMarked;
