package org.onedoor.regions;

import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** 行政区划 · The places of a county: asked from memory, changed here. */
@Service
@Transactional(readOnly = true)
public class Regions {

    Regions() {}

    /** The county's places; from memory, no scope needed. */
    public PlaceTree tree(int county) {
        return new PlaceTree(List.of(), Map.of());
    }

    /** Where a point (WGS-84 degrees) lies. */
    public Located locate(int county, double longitude, double latitude) {
        return new Located(tree(county).root(), true);
    }

    /** @throws IllegalArgumentException when the place cannot be added; forms and imports ask {@code place} instead */
    @Transactional
    public Place add(AddPlace place) {
        throw new UnsupportedOperationException("Not built yet: " + place);
    }
}
