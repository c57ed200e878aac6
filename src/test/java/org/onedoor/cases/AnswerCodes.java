package org.onedoor.cases;

import java.util.UUID;
import org.onedoor.secrets.Secrets;

/** What stands in the resident's message, for programs that play her. */
public final class AnswerCodes {

    private final Keys keys;

    public AnswerCodes(Secrets secrets) {
        this.keys = new Keys(secrets);
    }

    public String of(int county, UUID matter) {
        return keys.answerCode(county, matter, 1);
    }
}
