package org.onedoor.members.admission;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * How a line of history is written down: a short word that never changes, and its numbers as JSON; steps by their number in
 * the chart. No name of a class stands in the table.
 */
@Component
class Facts {

    /** A line as the table has it. */
    record Written(String kind, String json) {}

    private final JsonMapper json;

    Facts(JsonMapper json) {
        this.json = json;
    }

    static String kind(Fact fact) {
        return switch (fact) {
            case Fact.Taken _ -> "taken";
            case Fact.Decided _ -> "decided";
            case Fact.Named _ -> "named";
            case Fact.NoticePosted _ -> "notice-posted";
            case Fact.Objected _ -> "objected";
            case Fact.Settled _ -> "settled";
            case Fact.NoticeOver _ -> "notice-over";
            case Fact.Trained _ -> "trained";
            case Fact.PreReviewed _ -> "pre-reviewed";
            case Fact.Voted _ -> "voted";
            case Fact.FullVoted _ -> "full-voted";
            case Fact.PaperKept _ -> "paper-kept";
            case Fact.TakenBack _ -> "taken-back";
            case Fact.Ended _ -> "ended";
        };
    }

    Written write(Fact fact) {
        var map = new LinkedHashMap<String, @Nullable Object>();
        switch (fact) {
            case Fact.Taken taken -> {
                map.put("step", taken.step().number());
                map.put("by", taken.by() == null ? null : taken.by().toString());
            }
            case Fact.Decided decided -> {
                map.put("step", decided.step().number());
                map.put("agreed", decided.agreed());
                map.put("document", decided.document());
            }
            case Fact.Named named -> {
                map.put("step", named.step().number());
                map.put(
                        "backers",
                        named.backers().stream()
                                .map(one -> Map.of(
                                        "member", one.member().toString(),
                                        "full", one.full(),
                                        "observed", one.observed()))
                                .toList());
            }
            case Fact.NoticePosted posted -> map.put("beforeWork", posted.beforeWork());
            case Fact.Objected _, Fact.NoticeOver _ -> {}
            case Fact.Settled settled -> map.put("upheld", settled.upheld());
            case Fact.Trained trained -> {
                map.put("days", trained.days());
                map.put("hours", trained.hours());
                map.put("exception", trained.exception());
            }
            case Fact.PreReviewed pre -> {
                map.put("passed", pre.passed());
                map.put("leaves", pre.leaves() == null ? null : pre.leaves().toString());
                map.put("document", pre.document());
            }
            case Fact.Voted voted -> put(map, voted.vote());
            case Fact.FullVoted full -> {
                map.put("what", full.what().name());
                map.put("months", full.months());
                put(map, full.vote());
            }
            case Fact.PaperKept kept -> {
                map.put("code", kept.code());
                map.put("document", kept.document());
                map.put("place", kept.place());
            }
            case Fact.TakenBack back -> map.put("seq", back.seq());
            case Fact.Ended ended -> {
                map.put("how", ended.how().name());
                map.put("document", ended.document());
            }
        }
        map.values().removeIf(Objects::isNull);
        return new Written(kind(fact), json.writeValueAsString(map));
    }

    Fact read(String kind, String text) {
        var line = new Line(map(text));
        return switch (kind) {
            case "taken" -> {
                var by = line.text("by");
                yield new Fact.Taken(line.step(), by == null ? null : UUID.fromString(by));
            }
            case "decided" -> new Fact.Decided(line.step(), line.flag("agreed"), line.text("document"));
            case "named" -> new Fact.Named(line.step(), line.backers());
            case "notice-posted" -> new Fact.NoticePosted(line.flag("beforeWork"));
            case "objected" -> new Fact.Objected();
            case "settled" -> new Fact.Settled(line.flag("upheld"));
            case "notice-over" -> new Fact.NoticeOver();
            case "trained" -> new Fact.Trained(line.number("days"), line.number("hours"), line.text("exception"));
            case "pre-reviewed" -> {
                var leaves = line.text("leaves");
                yield new Fact.PreReviewed(
                        line.flag("passed"), leaves == null ? null : LocalDate.parse(leaves), line.text("document"));
            }
            case "voted" -> new Fact.Voted(line.vote());
            case "full-voted" ->
                new Fact.FullVoted(AtExpiry.valueOf(line.word("what")), line.number("months"), line.vote());
            case "paper-kept" -> new Fact.PaperKept(line.word("code"), line.text("document"), line.word("place"));
            case "taken-back" -> new Fact.TakenBack(line.number("seq"));
            case "ended" -> new Fact.Ended(End.valueOf(line.word("how")), line.text("document"));
            default -> throw new IllegalArgumentException("No line of history is of kind " + kind);
        };
    }

    private static void put(Map<String, @Nullable Object> map, Vote vote) {
        map.put("due", vote.due());
        map.put("present", vote.present());
        map.put("ayes", vote.ayes());
        map.put("noes", vote.noes());
        map.put("abstained", vote.abstained());
        map.put("writtenAyes", vote.writtenAyes());
        map.put("secret", vote.secret());
    }

    @SuppressWarnings("unchecked")
    private Map<String, @Nullable Object> map(String text) {
        return json.readValue(text, Map.class);
    }

    private record Line(Map<String, @Nullable Object> map) {

        @Nullable
        String text(String name) {
            return map.get(name) instanceof String text ? text : null;
        }

        String word(String name) {
            return Objects.requireNonNull(text(name), name);
        }

        int number(String name) {
            return ((Number) Objects.requireNonNull(map.get(name), name)).intValue();
        }

        boolean flag(String name) {
            return Boolean.TRUE.equals(map.get(name));
        }

        Step step() {
            return Step.values()[number("step") - 1];
        }

        Vote vote() {
            return new Vote(
                    number("due"),
                    number("present"),
                    number("ayes"),
                    number("noes"),
                    number("abstained"),
                    number("writtenAyes"),
                    flag("secret"));
        }

        @SuppressWarnings("unchecked")
        List<Backer> backers() {
            var list = (List<Map<String, @Nullable Object>>) Objects.requireNonNull(map.get("backers"));
            return list.stream()
                    .map(Line::new)
                    .map(one -> new Backer(UUID.fromString(one.word("member")), one.flag("full"), one.flag("observed")))
                    .toList();
        }
    }
}
