package org.onedoor.cases;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.onedoor.frame.Scope;
import org.onedoor.organizations.Hat;
import org.onedoor.organizations.StaffActor;
import org.onedoor.organizations.Staffing;

/**
 * What one member of staff may do with a case now, and under which of her posts. Nobody switches posts by hand: the post
 * that has a part in the case acts; she is asked only where two could (issue §2).
 *
 * @param decider one of her posts was named to decide something
 * @param own the post the case is opened under: the one closest to it
 * @param may for each step that is possible now, her posts that may take it, those closest to the case only
 * @param instead for each step she may not take because she would check herself: who takes it (R-ROLE-3)
 */
record Seats(StaffActor staff, Hat own, boolean decider, Map<Step, List<Hat>> may, Map<Step, String> instead) {

    /** Empty when none of her posts may open the case. */
    static Optional<Seats> of(StaffActor staff, CaseStore.Row row, Entitlement entitlement, Staffing staffing) {
        var told = row.told();
        var roles = new java.util.LinkedHashMap<Hat, Set<Who>>();
        for (var hat : staff.hats()) {
            var is = entitlement.roles(row, new By.Staff(hat, staff.id()));
            if (sees(hat, row, staffing) && !is.isEmpty()) {
                roles.put(hat, is);
            }
        }
        if (roles.isEmpty()) {
            return Optional.empty();
        }
        var own = roles.entrySet().stream()
                .min(java.util.Comparator.comparingInt(seat -> distance(told, seat.getKey(), seat.getValue())))
                .orElseThrow()
                .getKey();
        var may = new EnumMap<Step, List<Hat>>(Step.class);
        var instead = new EnumMap<Step, String>(Step.class);
        for (var step : Step.values()) {
            if (told.refusal(step) != null) {
                continue;
            }
            var closest = new ArrayList<Hat>(1);
            int nearest = Integer.MAX_VALUE;
            for (var seat : roles.entrySet()) {
                var is = EnumSet.copyOf(seat.getValue());
                is.retainAll(step.who(told));
                if (is.isEmpty()) {
                    continue;
                }
                int distance = distance(told, seat.getKey(), is);
                if (distance < nearest) {
                    closest.clear();
                    nearest = distance;
                }
                if (distance == nearest) {
                    closest.add(seat.getKey());
                }
            }
            if (entitlement.checksHerself(row, step, staff.id())) {
                if (!closest.isEmpty() || step == Step.DECIDE_EXTENSION) {
                    instead.put(step, entitlement.actsInstead(row, step, staff.id()));
                }
            } else if (!closest.isEmpty()) {
                may.put(step, List.copyOf(closest));
            }
        }
        var decider = staff.hats().stream()
                .anyMatch(hat -> told.deciders().contains(hat.post().id()));
        return Optional.of(new Seats(staff, own, decider, may, instead));
    }

    /** How close a part is to the case; posts that only stand above it are all equally far. */
    private static int distance(Case told, Hat hat, Set<Who> is) {
        // Named to decide or to call back; being the contact does not bring a dispatching post closer.
        var named = told.parties().stream()
                .anyMatch(one -> one.post().equals(hat.post().id())
                        && (one.part() == Part.DECIDER || one.part() == Part.RECHECK));
        int nearest = 9;
        for (var who : is) {
            nearest = Math.min(
                    nearest,
                    switch (who) {
                        case OFFERED -> 0;
                        case OWNER -> 1;
                        case CONTACT -> 2;
                        case JOINT -> 3;
                        case CALLBACK, SUPERIOR, DISPATCHER -> named ? 1 : 4;
                        case READER, RESIDENT, SYSTEM -> 5;
                    });
        }
        return nearest;
    }

    /** What the row policies of the database say, so that a step is not tried under a post that cannot see the case. */
    private static boolean sees(Hat hat, CaseStore.Row row, Staffing staffing) {
        var told = row.told();
        return switch (hat.scope()) {
            case Scope.Place place -> !told.guarded() && place.lo() <= row.placeLo() && row.placeLo() <= place.hi();
            case Scope.Office office ->
                told.parties().stream()
                        .map(party ->
                                staffing.office(staffing.post(party.post()).office()))
                        .anyMatch(party -> told.guarded()
                                ? party.lo() == office.lo()
                                : office.lo() <= party.lo() && party.lo() <= office.hi());
            default -> false;
        };
    }

    boolean may(Step step) {
        return may.containsKey(step);
    }

    /** The post that takes the step: the one named, or the only one. Empty: she is to be asked. */
    Optional<Hat> seat(Step step, @Nullable UUID named) {
        var hats = may.getOrDefault(step, List.of());
        if (named != null) {
            return hats.stream().filter(hat -> hat.post().id().equals(named)).findFirst();
        }
        return hats.size() == 1 ? Optional.of(hats.getFirst()) : Optional.empty();
    }

    By.Staff by() {
        return by(own);
    }

    By.Staff by(Hat hat) {
        return new By.Staff(hat, staff.id());
    }
}
