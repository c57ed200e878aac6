package org.onedoor.organizations;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.onedoor.accounts.Directory;
import org.onedoor.frame.Csv;
import org.onedoor.frame.RowFault;
import org.onedoor.frame.Sheet;
import org.onedoor.frame.Sheet.Column;
import org.onedoor.regions.Place;
import org.onedoor.regions.PlaceTree;
import org.onedoor.secrets.Phones;

/**
 * The table of posts as CSV: a row is a post, with its office and who holds it. Offices, posts and people that are there
 * already are found by name, title and login, so the same file may come twice.
 */
final class RosterFile {

    static final int MOST_ROWS = 20_000;
    static final Pattern KIND = Pattern.compile("[a-z][a-z-]{1,39}");
    private static final Pattern LOGIN = Pattern.compile("[a-z0-9][a-z0-9.-]{1,39}");

    private static final List<Column> COLUMNS = List.of(
            new Column("office", "单位", true),
            new Column("above", "上级单位", false),
            new Column("place", "区划代码", true),
            new Column("kind", "单位类别", false),
            new Column("phone", "单位电话", false),
            new Column("address", "地址", false),
            new Column("post", "岗位", true),
            new Column("post_kind", "岗位类型", true),
            new Column("post_place", "岗位区划代码", false),
            new Column("scope", "看什么", false),
            new Column("name", "姓名", false),
            new Column("login", "登录名", false),
            new Column("mobile", "工作电话", false));

    /** A good row. */
    record Row(
            String office,
            @Nullable String above,
            Place place,
            String kind,
            String phone,
            String address,
            String title,
            PostKind postKind,
            Place postPlace,
            ScopeKind scope,
            @Nullable Person person) {

        /** By what an office is found again. */
        String key() {
            return key(office, place);
        }

        static String key(String office, Place place) {
            return office + " " + place.id();
        }
    }

    /** Who is to hold the post. */
    record Person(String login, String name, String phone) {}

    /** What a file held. */
    record Read(List<Row> rows, int total, List<RowFault> faults) {}

    private final Staffing staffing;
    private final PlaceTree places;
    private final Function<String, String> chinese;
    private final Map<String, String> offices = new HashMap<>();

    /** @param chinese a key's Chinese text: the kinds of posts are written as the pages name them */
    RosterFile(Staffing staffing, PlaceTree places, Function<String, String> chinese) {
        this.staffing = staffing;
        this.places = places;
        this.chinese = chinese;
        for (var office : staffing.offices()) {
            offices.put(office.name(), office.kind());
        }
    }

    static String template() {
        var lines = new StringBuilder("\uFEFF")
                .append(Csv.line(COLUMNS.stream().map(Column::header).toList()));
        return lines.append(Csv.line(List.of(
                        "柳渡镇人民政府",
                        "",
                        "600101100000",
                        "town-government",
                        "0600-2000001",
                        "柳渡镇中心街 1 号",
                        "分办员",
                        "分办员",
                        "",
                        "地方",
                        "何岸",
                        "hean",
                        "13900000001")))
                .append(Csv.line(List.of(
                        "望溪村村委会",
                        "柳渡镇人民政府",
                        "600101100201",
                        Office.VILLAGE_COMMITTEE,
                        "0600-2000002",
                        "望溪村 2 号",
                        "首问值班员",
                        "窗口值班员",
                        "",
                        "地方",
                        "陈小满",
                        "chenxm",
                        "13900000002")))
                .toString();
    }

    Read read(byte[] file) {
        var sheet = Sheet.read(file, COLUMNS, MOST_ROWS);
        var faults = new ArrayList<>(sheet.faults());
        var rows = new ArrayList<Row>();
        for (var row : sheet.rows()) {
            var found = new ArrayList<RowFault>();
            var good = row(row, found);
            if (found.isEmpty()) {
                rows.add(good.orElseThrow());
            }
            faults.addAll(found);
        }
        return new Read(List.copyOf(rows), sheet.rows().size(), List.copyOf(faults));
    }

    private Optional<Row> row(Sheet.Row row, List<RowFault> faults) {
        int before = faults.size();
        var office = row.get("office");
        var place = place(row, "place", "区划代码", faults);
        if (office.isEmpty() || office.length() > 60) {
            fault(row, "单位", "organizations.import.office", "organizations.import.office.fix", faults);
        }
        var kind = row.get("kind").isEmpty() ? offices.getOrDefault(office, "") : row.get("kind");
        if (!KIND.matcher(kind).matches()) {
            fault(row, "单位类别", "organizations.import.kind", "organizations.import.kind.fix", faults);
        }
        var above = row.get("above");
        if (!above.isEmpty() && !offices.containsKey(above)) {
            fault(row, "上级单位", "organizations.import.above", "organizations.import.above.fix", faults, above);
        }
        var title = row.get("post");
        if (title.isEmpty() || title.length() > 40) {
            fault(row, "岗位", "organizations.import.post", "organizations.import.post.fix", faults);
        }
        var postKind = postKind(row.get("post_kind"));
        if (postKind.isEmpty()) {
            fault(
                    row,
                    "岗位类型",
                    "organizations.import.postkind",
                    "organizations.import.postkind.fix",
                    faults,
                    row.get("post_kind"),
                    String.join("、", kinds().keySet()));
        }
        var postPlace = row.get("post_place").isEmpty() ? place : place(row, "post_place", "岗位区划代码", faults);
        if (place.isPresent() && postPlace.isPresent() && !place.get().holds(postPlace.get())) {
            fault(row, "岗位区划代码", "organizations.import.outside", "organizations.import.outside.fix", faults);
        }
        var scope = scopeOf(row, postKind, faults);
        var person = person(row, faults);
        if (faults.size() > before) {
            return Optional.empty();
        }
        offices.put(office, kind);
        return Optional.of(new Row(
                office,
                above.isEmpty() ? null : above,
                place.orElseThrow(),
                kind,
                row.get("phone"),
                row.get("address"),
                title,
                postKind.orElseThrow(),
                postPlace.orElseThrow(),
                scope,
                person));
    }

    private ScopeKind scopeOf(Sheet.Row row, Optional<PostKind> kind, List<RowFault> faults) {
        return switch (row.get("scope")) {
            case "地方", "PLACE" -> ScopeKind.PLACE;
            case "单位", "OFFICE" -> ScopeKind.OFFICE;
            case "" ->
                switch (kind.orElse(PostKind.HANDLER)) {
                    case HANDLER, OFFICE_HEAD, PROTECTED -> ScopeKind.OFFICE;
                    case CLERK, GRID_WORKER, SECRETARY, DISPATCHER, SUPERVISOR, CALLBACK -> ScopeKind.PLACE;
                };
            default -> {
                fault(row, "看什么", "organizations.import.scope", "organizations.import.scope.fix", faults);
                yield ScopeKind.OFFICE;
            }
        };
    }

    private @Nullable Person person(Sheet.Row row, List<RowFault> faults) {
        var login = row.get("login").toLowerCase(Locale.ROOT);
        if (login.isEmpty() && row.get("name").isEmpty()) {
            return null;
        }
        var known = staffing.people().byLogin(login);
        if (!LOGIN.matcher(login).matches()) {
            fault(row, "登录名", "organizations.import.login", "organizations.import.login.fix", faults);
        } else if (known.map(Directory.Person::admin).isPresent()) {
            fault(row, "登录名", "organizations.import.admin", "organizations.import.admin.fix", faults, login);
        } else if (known.filter(person -> !person.active()).isPresent()) {
            fault(row, "登录名", "organizations.import.locked", "organizations.import.locked.fix", faults, login);
        } else if (known.isPresent()
                && !row.get("name").isEmpty()
                && !known.get().name().equals(row.get("name"))) {
            fault(
                    row,
                    "登录名",
                    "organizations.import.other",
                    "organizations.import.other.fix",
                    faults,
                    login,
                    known.get().name());
        } else if (known.isEmpty() && row.get("name").isEmpty()) {
            fault(row, "姓名", "organizations.import.name", "organizations.import.name.fix", faults);
        }
        var phone = row.get("mobile");
        if (!phone.isEmpty() && Phones.normalise(phone).isEmpty()) {
            fault(row, "工作电话", "organizations.import.phone", "organizations.import.phone.fix", faults, phone);
        }
        return new Person(login, row.get("name"), phone);
    }

    private Optional<Place> place(Sheet.Row row, String column, String header, List<RowFault> faults) {
        var code = row.get(column);
        var full = code.length() < 12 && !code.isEmpty() ? code + "0".repeat(12 - code.length()) : code;
        var place = places.byCode(full).filter(found -> !found.closed());
        if (place.isEmpty()) {
            fault(row, header, "organizations.import.place", "organizations.import.place.fix", faults, code);
        }
        return place;
    }

    private Optional<PostKind> postKind(String written) {
        return Optional.ofNullable(kinds().get(written)).or(() -> kind(written));
    }

    private Map<String, PostKind> kinds() {
        var kinds = new java.util.LinkedHashMap<String, PostKind>();
        for (var kind : PostKind.values()) {
            kinds.put(chinese.apply(kind.text()), kind);
        }
        return kinds;
    }

    static Optional<PostKind> kind(String name) {
        return java.util.Arrays.stream(PostKind.values())
                .filter(kind -> kind.name().equals(name))
                .findFirst();
    }

    static Optional<ScopeKind> scope(String name) {
        return java.util.Arrays.stream(ScopeKind.values())
                .filter(kind -> kind.name().equals(name))
                .findFirst();
    }

    private static void fault(
            Sheet.Row row, String column, String what, String fix, List<RowFault> faults, Object... args) {
        faults.add(new RowFault(row.number(), column, what, fix, args));
    }
}
