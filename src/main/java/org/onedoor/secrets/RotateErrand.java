package org.onedoor.secrets;

import java.util.List;
import org.onedoor.frame.Errand;
import org.springframework.stereotype.Component;

/** {@code bin/onedoor rotate}: a new data key, and everything sealed under it. */
@Component
class RotateErrand implements Errand {

    private final Secrets secrets;

    RotateErrand(Secrets secrets) {
        this.secrets = secrets;
    }

    @Override
    public String name() {
        return "rotate";
    }

    @Override
    public int run(List<String> words) {
        var rotated = secrets.rotate(!words.contains("continue"));
        System.out.println("Key " + rotated.key() + " is in use; " + rotated.rows() + " rows were sealed anew."
                + " Keep the older keys: backups made before need them.");
        return 0;
    }
}
