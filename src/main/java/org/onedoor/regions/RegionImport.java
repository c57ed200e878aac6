package org.onedoor.regions;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.locationtech.jts.geom.Geometry;
import org.onedoor.frame.Scope;
import org.springframework.stereotype.Component;

/** Reads files of places and outlines outside transactions and hands the good rows to the face, 200 at a time. */
@Component
class RegionImport {

    private static final int STRETCH = 200;

    private final Regions regions;
    private final Uploads uploads;

    RegionImport(Regions regions, Uploads uploads) {
        this.regions = regions;
        this.uploads = uploads;
    }

    Importing places(byte[] file) {
        var read = PlaceFile.read(file, tree());
        return read.faults().isEmpty()
                ? new Importing.Done(take(read.rows()))
                : new Importing.Faulty(
                        uploads.keep(Uploads.Kind.PLACES, file), read.rows().size(), read.total(), read.faults());
    }

    /** The good rows of a file brought before, alone. */
    Importing goodPlaces(UUID upload) {
        var file = uploads.bring(Uploads.Kind.PLACES, upload);
        if (file.isEmpty()) {
            return new Importing.Gone();
        }
        var taken = take(PlaceFile.read(file.get(), tree()).rows());
        uploads.discard(upload);
        return new Importing.Done(taken);
    }

    Importing outlines(byte[] file) {
        var read = OutlineFile.read(file, tree());
        return read.faults().isEmpty()
                ? new Importing.Done(draw(read.outlines()))
                : new Importing.Faulty(
                        uploads.keep(Uploads.Kind.OUTLINES, file),
                        read.outlines().size(),
                        read.total(),
                        read.faults());
    }

    Importing goodOutlines(UUID upload) {
        var file = uploads.bring(Uploads.Kind.OUTLINES, upload);
        if (file.isEmpty()) {
            return new Importing.Gone();
        }
        var taken = draw(OutlineFile.read(file.get(), tree()).outlines());
        uploads.discard(upload);
        return new Importing.Done(taken);
    }

    private Taken take(List<PlaceRow> rows) {
        var taken = Taken.NOTHING;
        for (int from = 0; from < rows.size(); from += STRETCH) {
            taken = taken.plus(regions.take(rows.subList(from, Math.min(from + STRETCH, rows.size()))));
        }
        return taken;
    }

    private Taken draw(Map<UUID, Geometry> outlines) {
        var stretch = new HashMap<UUID, Geometry>();
        for (var outline : outlines.entrySet()) {
            stretch.put(outline.getKey(), outline.getValue());
            if (stretch.size() == STRETCH) {
                regions.draw(stretch);
                stretch = new HashMap<>();
            }
        }
        if (!stretch.isEmpty()) {
            regions.draw(stretch);
        }
        return new Taken(outlines.size(), 0, 0, 0);
    }

    private PlaceTree tree() {
        return regions.tree(Scope.current().county());
    }
}
