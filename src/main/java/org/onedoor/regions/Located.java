package org.onedoor.regions;

/**
 * 落点 · Where a point lies: its grid (or the village whose outline holds it), or, {@code outside} every outline, the
 * nearest village.
 */
public record Located(Place place, boolean outside) {}
