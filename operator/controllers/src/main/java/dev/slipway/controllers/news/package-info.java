/** What is told of the four kinds beside their status: events, and metrics of what they say. */
@NullMarked
package dev.slipway.controllers.news;

import org.jspecify.annotations.NullMarked;
