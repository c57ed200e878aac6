package org.onedoor.regions;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Geometry;
import org.onedoor.audit.Audit;
import org.onedoor.audit.Entry;
import org.onedoor.frame.Actor;
import org.onedoor.frame.Ids;
import org.onedoor.frame.Now;
import org.onedoor.frame.Scope;
import org.onedoor.frame.Snapshot;
import org.onedoor.frame.Snapshots;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * 行政区划 · The places of a county: asked from memory, changed here under {@link Scope.County}.
 *
 * <p>Changes hold from today: what is announced for a later day is entered on that day.
 */
@Service
@Transactional(readOnly = true)
public class Regions {

    private final PlaceStore store;
    private final Snapshot<PlaceTree> trees;
    private final Outlines outlines;
    private final List<LoHolder> holders;
    private final Audit audit;
    private final ApplicationEventPublisher events;

    Regions(
            PlaceStore store,
            Snapshots snapshots,
            Outlines outlines,
            List<LoHolder> holders,
            Audit audit,
            ApplicationEventPublisher events) {
        this.store = store;
        this.trees = snapshots.of("regions.place", county -> new PlaceTree(store.all(county), store.former(county)));
        this.outlines = outlines;
        this.holders = holders;
        this.audit = audit;
        this.events = events;
    }

    /** The county's places; from memory, no scope needed. */
    @Transactional(propagation = Propagation.SUPPORTS)
    public PlaceTree tree(int county) {
        return trees.of(county);
    }

    /**
     * Where a point lies, in degrees of WGS-84 (or CGCS2000; never of the shifted GCJ-02).
     *
     * @throws IllegalArgumentException when it is not on earth
     */
    @Transactional(propagation = Propagation.SUPPORTS)
    public Located locate(int county, double longitude, double latitude) {
        var tree = tree(county);
        return outlines.of(county).locate(tree, longitude, latitude);
    }

    /** The outlines of these places, to be drawn in this width; those that have none are left out. */
    @Transactional(propagation = Propagation.SUPPORTS)
    public Drawing drawing(int county, Collection<UUID> places, int width) {
        return outlines.of(county).draw(places, width);
    }

    @Transactional
    public Placing place(AddPlace wish) {
        return audited("added", change(tree -> tree.add(wish)));
    }

    /**
     * As {@link #place}, for callers that made the data themselves.
     *
     * @throws IllegalArgumentException when refused
     */
    @Transactional
    public Place add(AddPlace wish) {
        return switch (place(wish)) {
            case Placing.Done(var place) -> place;
            case Placing.Refused(var why) -> throw new IllegalArgumentException(why + ": " + wish);
        };
    }

    /** Another code, name or kind; what was is kept and still found. */
    @Transactional
    public Placing amend(AmendPlace wish) {
        return audited("amended", change(tree -> tree.amend(wish)));
    }

    /** Closes a place nothing open lies in. */
    @Transactional
    public Placing close(UUID place) {
        return audited("closed", change(tree -> tree.close(place)));
    }

    /** Closes a place that {@code by} takes over, with everything that lies in it (merged villages). */
    @Transactional
    public Placing replace(UUID place, UUID by) {
        return audited("replaced", change(tree -> tree.replace(place, by)));
    }

    /** One stretch of an import: rows that were checked before, each new or already there. */
    @Transactional
    Taken take(List<PlaceRow> rows) {
        var taken = change(tree -> PlaceRow.take(tree, rows));
        record(
                "regions.places-imported",
                null,
                Map.of("added", taken.added(), "amended", taken.amended(), "same", taken.same()));
        return taken;
    }

    /** Outlines of grids or villages, by place; an outline that was there is replaced. */
    @Transactional
    void draw(Map<UUID, Geometry> drawn) {
        outlines.save(Scope.current().county(), drawn);
        record("regions.outlines-imported", null, Map.of("outlines", drawn.size()));
    }

    /**
     * Outlines from a GeoJSON file as the import page takes it, for callers that made it themselves.
     *
     * @throws IllegalArgumentException when a feature has a fault; then nothing is drawn
     */
    @Transactional
    public int draw(byte[] geojson) {
        var read = OutlineFile.read(geojson, tree(Scope.current().county()));
        if (!read.faults().isEmpty()) {
            throw new IllegalArgumentException(read.faults().toString());
        }
        draw(read.outlines());
        return read.outlines().size();
    }

    private <T> T change(Function<PlaceChange, T> work) {
        int county = Scope.current().county();
        var tree = new PlaceChange(county, store, Now.today(), Actor.current().id());
        var outcome = work.apply(tree);
        var moves = tree.finish();
        if (!moves.isEmpty()) {
            holders.forEach(holder -> holder.renumbered(county, moves));
            events.publishEvent(new PlacesRenumbered(
                    county, Now.instant(), Ids.next(), Actor.current().id()));
        }
        trees.changed(county);
        return outcome;
    }

    private Placing audited(String what, Placing outcome) {
        if (outcome instanceof Placing.Done(var place)) {
            record("regions.place-changed", place.id(), Map.of("what", what, "code", place.code()));
        }
        return outcome;
    }

    private void record(String action, @Nullable UUID place, Map<String, Object> detail) {
        audit.record(new Entry(Scope.current().county(), Actor.current().id(), null, action, place, null, detail));
    }
}
