package dev.slipway.controllers.quiesce;

import io.fabric8.kubernetes.api.model.HasMetadata;
import java.time.Duration;

/**
 * What it takes to close an app.
 *
 * @param holder whom the marks name
 * @param pageImage what shows the maintenance page
 * @param elapsed since it was begun
 */
public record Closing(HasMetadata holder, String pageImage, Duration elapsed) {}
