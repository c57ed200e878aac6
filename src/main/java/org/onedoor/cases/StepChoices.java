package org.onedoor.cases;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.onedoor.catalogue.Catalogue;
import org.onedoor.catalogue.Item;
import org.onedoor.catalogue.Kind;
import org.onedoor.frame.Now;
import org.onedoor.frame.Page;
import org.onedoor.organizations.Organizations;
import org.onedoor.organizations.Post;
import org.onedoor.organizations.PostKind;
import org.onedoor.organizations.ScopeKind;
import org.onedoor.organizations.Staffing;
import org.onedoor.regions.Level;
import org.onedoor.regions.Place;
import org.onedoor.regions.Regions;
import org.springframework.stereotype.Component;

/** What the form of a step offers to choose from: items, posts and places that fit the case, the likely ones first. */
@Component
class StepChoices {

    private final Organizations organizations;
    private final Regions regions;
    private final Catalogue catalogue;

    StepChoices(Organizations organizations, Regions regions, Catalogue catalogue) {
        this.organizations = organizations;
        this.regions = regions;
        this.catalogue = catalogue;
    }

    /** Items that fit the person's words, best first. */
    List<Item> suggestions(CaseStore.Row row, int max) {
        return catalogue.of(row.county()).search(row.words(), max + 2).stream()
                .filter(item -> item.kind() == Kind.SERVICE && !item.protectedPath())
                .filter(item -> !item.id().equals(row.told().item()))
                .limit(max)
                .toList();
    }

    /** Every service she may choose, those that fit the words first. */
    Stream<String[]> items(Page page, CaseStore.Row row) {
        var all = catalogue.of(row.county());
        var first = suggestions(row, 3);
        return Stream.concat(
                        first.stream(),
                        all.all().stream()
                                .filter(item -> item.kind() == Kind.SERVICE && !item.protectedPath())
                                .filter(item -> !first.contains(item)))
                .map(item -> new String[] {item.id().toString(), page.name(item.name(), item.nameEn())});
    }

    /** The post that rules name for this item and place; empty when they name none, or the owner already. */
    Optional<Post> suggested(CaseStore.Row row) {
        if (row.told().guarded()) {
            return Optional.empty();
        }
        var item = catalogue.of(row.county()).get(row.told().item());
        var place = regions.tree(row.county()).get(row.told().place());
        return organizations
                .of(row.county())
                .handler(item.officeKind(), item.authority(), place)
                .filter(post -> reaches(row, post));
    }

    private boolean reaches(CaseStore.Row row, Post post) {
        var tree = regions.tree(row.county());
        return post.scopeKind() == ScopeKind.OFFICE
                || tree.get(post.place()).holds(tree.get(row.told().place()));
    }

    /** Posts the work may be given to: the suggested one first, then from the village upward; only where somebody is. */
    List<String[]> posts(Page page, CaseStore.Row row) {
        var first = suggested(row).map(Post::id).orElse(null);
        return candidates(row).stream()
                .filter(post ->
                        !post.id().equals(row.told().owner()) || row.told().state() == State.ACCEPTED)
                .sorted(Comparator.<Post>comparingInt(post -> post.id().equals(first) ? 0 : 1)
                        .thenComparing(post -> level(row, post), Comparator.reverseOrder()))
                .map(post -> named(page, row.county(), post, post.id().equals(first)))
                .toList();
    }

    private Level level(CaseStore.Row row, Post post) {
        return organizations.of(row.county()).office(post.office()).level();
    }

    private List<Post> candidates(CaseStore.Row row) {
        var staffing = organizations.of(row.county());
        var tree = regions.tree(row.county());
        var place = tree.get(row.told().place());
        return staffing.posts().stream()
                .filter(post -> switch (post.kind()) {
                    case CLERK, GRID_WORKER, SECRETARY, DISPATCHER, HANDLER, OFFICE_HEAD -> true;
                    case SUPERVISOR, CALLBACK, PROTECTED -> false;
                })
                .filter(post -> tree.get(staffing.office(post.office()).place()).holds(place)
                        || tree.get(post.place()).holds(place))
                .filter(post -> reaches(row, post))
                .filter(post -> staffing.holder(post.id(), Now.instant()).isPresent())
                .toList();
    }

    private String[] named(Page page, int county, Post post, boolean suggested) {
        var staffing = organizations.of(county);
        var text = shown(page, staffing, post);
        return new String[] {post.id().toString(), suggested ? page.t("cases.form.suggested", text) : text};
    }

    /** 柳渡镇民政办 承办 何岸. */
    static String shown(Page page, Staffing staffing, Post post) {
        var office = staffing.office(post.office());
        return (page.name(office.name(), office.nameEn()) + " " + page.name(post.title(), post.titleEn()) + " "
                        + staffing.holder(post.id(), Now.instant())
                                .map(holder -> holder.name())
                                .orElse(""))
                .strip();
    }

    /** Who may be the contact: those who sit where the resident comes, then the town's dispatcher. */
    List<String[]> contacts(Page page, CaseStore.Row row) {
        var kinds = List.of(PostKind.CLERK, PostKind.GRID_WORKER, PostKind.SECRETARY, PostKind.DISPATCHER);
        return candidates(row).stream()
                .filter(post -> kinds.contains(post.kind())
                        && !post.id().equals(row.told().contact()))
                .sorted(Comparator.comparing(post -> level(row, post), Comparator.reverseOrder()))
                .map(post -> named(page, row.county(), post, false))
                .toList();
    }

    /** The town's villages and the grids of this one; others are named in words. */
    Stream<String[]> places(Page page, CaseStore.Row row) {
        var tree = regions.tree(row.county());
        var here = row.told().place();
        var near = new ArrayList<Place>();
        tree.above(here, Level.VILLAGE).ifPresent(village -> near.addAll(tree.children(village.id())));
        tree.above(here, Level.TOWN).ifPresent(town -> near.addAll(tree.children(town.id())));
        return near.stream().filter(place -> !place.id().equals(here)).map(place -> new String[] {
            place.id().toString(), page.english() ? tree.englishPath(place.id()) : tree.path(place.id())
        });
    }
}
