package dev.slipway.engine.catalog;

import org.jspecify.annotations.Nullable;

/**
 * A check.
 *
 * @param definition as pg_get_constraintdef prints it, such as {@code CHECK ((amount > 0))}
 * @param inherited whether it is there because of a parent alone
 */
public record Check(String name, String definition, boolean inherited, @Nullable String comment) {}
