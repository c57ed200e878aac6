package org.onedoor;

import java.util.concurrent.atomic.AtomicInteger;
import org.onedoor.frame.Scope;
import org.onedoor.regions.AddPlace;
import org.onedoor.regions.Counties;
import org.onedoor.regions.Level;
import org.onedoor.regions.Place;
import org.onedoor.regions.Regions;
import org.springframework.stereotype.Component;

/** Makes a county of a test's own: one town with a village, a community and two grids; codes under the unassigned prefix 60. */
@Component
public class ACounty {

    /** A county and the places in it. */
    public record Home(
            int county, Place root, Place town, Place village, Place community, Place grid, Place otherGrid) {}

    private static final AtomicInteger NEXT = new AtomicInteger(1);

    private final Counties counties;
    private final Regions regions;

    ACounty(Counties counties, Regions regions) {
        this.counties = counties;
        this.regions = regions;
    }

    public Home found() {
        var prefix = "60%04d".formatted(NEXT.getAndIncrement());
        int county = counties.found(prefix, "试验县" + prefix, prefix + ".test");
        return Scope.in(new Scope.County(county), () -> {
            var root = regions.add(new AddPlace(null, Level.COUNTY, prefix + "000000", "试验县", "Test County", false));
            var town = regions.add(new AddPlace(root.id(), Level.TOWN, prefix + "100000", "柳渡镇", "Liudu Town", false));
            var village = regions.add(
                    new AddPlace(town.id(), Level.VILLAGE, prefix + "100201", "望溪村", "Wangxi Village", false));
            var community = regions.add(new AddPlace(town.id(), Level.VILLAGE, prefix + "100001", "河东社区", null, true));
            var grid = regions.add(new AddPlace(village.id(), Level.GRID, prefix + "100201001", "第一网格", null, false));
            var otherGrid =
                    regions.add(new AddPlace(village.id(), Level.GRID, prefix + "100201002", "第二网格", null, false));
            return new Home(county, root, town, village, community, grid, otherGrid);
        });
    }
}
