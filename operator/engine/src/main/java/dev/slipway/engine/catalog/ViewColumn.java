package dev.slipway.engine.catalog;

import org.jspecify.annotations.Nullable;

/**
 * A column of a view.
 *
 * @param defaultExpression what an insert through the view takes where it gives no value
 */
public record ViewColumn(
    String name, @Nullable String defaultExpression, @Nullable String comment) {}
