package org.onedoor.grids;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.onedoor.notices.Message;
import org.onedoor.notices.Notices;
import org.onedoor.organizations.ContactAbsent;
import org.onedoor.organizations.Holder;
import org.onedoor.organizations.Post;
import org.onedoor.organizations.PostEnded;
import org.onedoor.organizations.PostKind;
import org.onedoor.organizations.PostVacated;
import org.onedoor.regions.Level;
import org.springframework.modulith.events.ApplicationModuleListener;
import org.springframework.stereotype.Component;

/**
 * Tells who can do something about it that a post has nobody: once, on her desk. What the number in the menu counts goes on
 * until somebody is there. Posts for protected cases are not told of (R-REQ-14).
 */
@Component
class VacancyListener {

    private final Grids grids;
    private final Notices notices;

    VacancyListener(Grids grids, Notices notices) {
        this.grids = grids;
        this.notices = notices;
    }

    @ApplicationModuleListener
    void on(PostVacated vacated) {
        tell(vacated.county(), vacated.eventId(), vacated.post(), vacated.at(), "grids.staff.vacant");
    }

    @ApplicationModuleListener
    void on(ContactAbsent absent) {
        tell(absent.county(), absent.eventId(), absent.post(), absent.at(), "grids.staff.away");
    }

    /** The post is no more, and its grid may have been left without anybody. */
    @ApplicationModuleListener
    void on(PostEnded ended) {
        var staffing = grids.staffing(ended.county());
        staffing.find(ended.post())
                .filter(post -> post.kind() == PostKind.GRID_WORKER)
                .filter(post -> staffing.postsOf(post.place()).stream()
                        .filter(other -> other.kind() == PostKind.GRID_WORKER
                                && !other.id().equals(post.id()))
                        .noneMatch(
                                other -> staffing.holder(other.id(), ended.at()).isPresent()))
                .ifPresent(post -> tell(ended.county(), ended.eventId(), post.id(), ended.at(), "grids.staff.vacant"));
    }

    /** The event is the news: the snapshot may be a moment older. */
    private void tell(int county, UUID event, UUID id, Instant at, String template) {
        var staffing = grids.staffing(county);
        var missing = staffing.find(id).filter(post -> post.kind() != PostKind.PROTECTED);
        if (missing.isEmpty()) {
            return;
        }
        grids.arranges(county, missing.get())
                .flatMap(post -> staffing.holder(post.id(), at))
                .map(holder -> message(county, event, holder, missing.get(), template))
                .ifPresent(message -> notices.sendAll(List.of(message)));
    }

    private Message message(int county, UUID event, Holder to, Post missing, String template) {
        var tree = grids.tree(county);
        var desk = tree.above(missing.place(), Level.VILLAGE).orElseGet(() -> tree.get(missing.place()));
        return Message.page(
                county,
                event,
                to.account(),
                template,
                Map.of(
                        "place",
                        tree.path(missing.place()),
                        "title",
                        missing.title(),
                        "path",
                        desk.level() == Level.COUNTY ? "/desk/grids" : "/desk/grids/" + desk.id()));
    }
}
