package org.onedoor.audit;

import java.util.List;
import java.util.Locale;
import org.onedoor.frame.CountySource;
import org.onedoor.frame.Errand;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** {@code bin/onedoor verify}: the audit chain of every county. */
@Component
class VerifyErrand implements Errand {

    private final Audit audit;
    private final ObjectProvider<CountySource> counties;

    VerifyErrand(Audit audit, ObjectProvider<CountySource> counties) {
        this.audit = audit;
        this.counties = counties;
    }

    @Override
    public String name() {
        return "verify";
    }

    @Override
    public int run(List<String> words) {
        boolean sound = true;
        for (var home : counties.getObject().all()) {
            var verdict = audit.verify(home.county());
            System.out.println(home.name() + " (" + home.code() + "): " + sentence(verdict));
            sound &= verdict instanceof Verdict.Sound;
        }
        return sound ? 0 : 1;
    }

    private static String sentence(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Sound(long seals, var headAt) ->
                "the audit chain is whole, " + seals + " seals"
                        + (headAt == null
                                ? ", no head outside to compare with."
                                : ", compared with the head of " + headAt + ".");
            case Verdict.Broken(long sealNo, var flaw) ->
                "BROKEN at seal " + sealNo + ": "
                        + flaw.name().toLowerCase(Locale.ROOT).replace('_', ' ') + ".";
        };
    }
}
