package dev.slipway.engine.catalog;

/**
 * A check.
 *
 * @param definition as pg_get_constraintdef prints it, such as {@code CHECK ((amount > 0))}
 */
public record Check(String name, String definition) {}
